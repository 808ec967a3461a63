using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Adapters;

/// <summary>Key names of PEFT's adapter files.</summary>
internal static partial class PeftKeys
{
    private const string Prefix = "base_model.model.";

    /// <summary>The key of a low-rank tensor, such as <c>base_model.model.M.lora_A.weight</c>; null for a tensor of another kind.</summary>
    /// <param name="name">The tensor's name, <c>M.lora_A.GROUP</c>; the default group has no place in the key.</param>
    public static string? FromName(string name) => Name().Match(name) is { Success: true } match
        ? $"{Prefix}{match.Groups["matrix"]}.lora_{match.Groups["side"]}{(match.Groups["group"].Value == LowRankGroup.DefaultName ? "" : "." + match.Groups["group"].Value)}.weight"
        : null;

    /// <summary>The tensor's name of a key; null if it is no low-rank tensor.</summary>
    /// <param name="key">The key in a file.</param>
    /// <param name="toParameterName">Gives parameters of older key layouts their one name.</param>
    public static string? ToName(string key, Func<string, string> toParameterName)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || Key().Match(key[Prefix.Length..]) is not { Success: true } match)
            return null;
        var group = match.Groups["group"].Success ? match.Groups["group"].Value : LowRankGroup.DefaultName;
        return $"{toParameterName(match.Groups["matrix"].Value)}.lora_{match.Groups["side"]}.{group}";
    }

    [GeneratedRegex(@"^(?<matrix>.+)\.lora_(?<side>[AB])\.(?<group>[A-Za-z0-9_-]+)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<matrix>.+)\.lora_(?<side>[AB])(\.(?<group>[A-Za-z0-9_-]+))?\.weight$")]
    private static partial Regex Key();
}
