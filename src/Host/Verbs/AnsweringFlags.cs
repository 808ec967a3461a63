using System.CommandLine;
using MlopsCl.Learner;

namespace MlopsCl.Host;

/// <summary>The options that say how questions are answered.</summary>
internal static class AnsweringFlags
{
    private static readonly AnsweringOptions Usual = new();
    private static readonly Option<int> MaxNewTokens = new("--max-new-tokens")
    {
        Description = $"Tokens of the answer at most. Default: {Usual.MaxNewTokens}", HelpName = "count", DefaultValueFactory = _ => Usual.MaxNewTokens,
    };
    private static readonly Option<double?> Temperature = new("--temperature")
    {
        Description = "0 takes the likeliest token; above, tokens are drawn. Default: 0, or 1 with --top-k, --top-p or --seed", HelpName = "number",
    };
    private static readonly Option<int?> TopK = new("--top-k") { Description = "Draw among this many of the likeliest tokens.", HelpName = "count" };
    private static readonly Option<double?> TopP = new("--top-p")
    {
        Description = "Draw among the likeliest tokens that reach this probability together.", HelpName = "share",
    };
    private static readonly Option<double?> RepetitionPenalty = new("--repetition-penalty")
    {
        Description = "Make tokens less likely that were there before; 1 is no penalty.", HelpName = "number",
    };
    private static readonly Option<long?> Seed = new("--seed") { Description = "The seed of what is drawn.", HelpName = "number" };
    private static readonly Option<string[]> Stop = new("--stop")
    {
        Description = "A text that ends the answer; may be given several times.", HelpName = "text", AllowMultipleArgumentsPerToken = false,
    };

    public static IEnumerable<Option> All => [MaxNewTokens, Temperature, TopK, TopP, RepetitionPenalty, Seed, Stop];

    public static AnsweringOptions Read(ParseResult parse)
    {
        var (topK, topP, seed) = (parse.GetValue(TopK), parse.GetValue(TopP), parse.GetValue(Seed));
        var draws = topK is not null || topP is not null || seed is not null;
        return Usual with
        {
            MaxNewTokens = parse.GetValue(MaxNewTokens),
            Temperature = parse.GetValue(Temperature) ?? (draws ? 1 : Usual.Temperature),
            TopK = topK ?? Usual.TopK,
            TopP = topP ?? Usual.TopP,
            RepetitionPenalty = parse.GetValue(RepetitionPenalty) ?? Usual.RepetitionPenalty,
            Seed = seed ?? Usual.Seed,
            Stop = parse.GetValue(Stop) ?? [],
        };
    }
}
