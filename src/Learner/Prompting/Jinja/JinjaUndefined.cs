namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A name or member that there is not. It prints as nothing; almost everything else done with it is an error.</summary>
/// <param name="What">What was looked for, for messages.</param>
internal sealed record JinjaUndefined(string What);
