using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>What makes two engines the same.</summary>
/// <param name="Bundle">The base model and what was learned on top of it.</param>
/// <param name="Device">The device that it runs on.</param>
internal sealed record EngineKey(Bundle Bundle, string Device);
