using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// Key names of PEFT's adapter files. A tensor's own name is PEFT's name of the live parameter without <c>base_model.model.</c> in front and, for increments,
/// without <c>.weight</c> behind.
/// </summary>
internal static partial class PeftKeys
{
    private const string Prefix = "base_model.model.";
    private const string MagnitudeKind = "magnitude_vector";

    /// <summary>
    /// The key of an adapter's tensor, such as <c>base_model.model.M.lora_A.weight</c>; null for a tensor of another kind. Row lengths have no
    /// <c>.weight</c>, and a parameter that is trained whole has its own name.
    /// </summary>
    /// <param name="name">The tensor's name, <c>M.lora_A.GROUP</c>; the default group has no place in the key.</param>
    public static string? FromName(string name)
    {
        if (SavedModule.ParameterOf(name) is { } parameter)
            return Prefix + parameter;
        if (Name().Match(name) is not { Success: true } match)
            return null;
        var (kind, group) = (match.Groups["kind"].Value, match.Groups["group"].Value);
        var key = $"{Prefix}{match.Groups["matrix"]}.lora_{kind}{(group == LowRankGroup.DefaultName ? "" : "." + group)}";
        return kind == MagnitudeKind ? key : key + ".weight";
    }

    /// <summary>The tensor's name of a key; null if it belongs to no adapter.</summary>
    /// <param name="key">The key in a file.</param>
    /// <param name="toParameterName">Gives parameters of older key layouts their one name.</param>
    /// <param name="saved">The group whose modules are saved whole; null if there is none.</param>
    public static string? ToName(string key, Func<string, string> toParameterName, LowRankGroup? saved = null)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        if (Key().Match(key[Prefix.Length..]) is not { Success: true } match)
            return saved is null ? null : SavedModule.NameOf(saved, toParameterName(key[Prefix.Length..]));
        var group = match.Groups["group"].Success ? match.Groups["group"].Value : LowRankGroup.DefaultName;
        return $"{toParameterName(match.Groups["matrix"].Value)}.lora_{match.Groups["kind"]}.{group}";
    }

    /// <summary>The tensor's name of a live parameter of PEFT's, such as <c>base_model.model.M.lora_A.default.weight</c>.</summary>
    public static string FromParameter(string parameter)
    {
        var name = parameter.StartsWith(Prefix, StringComparison.Ordinal) ? parameter[Prefix.Length..] : parameter;
        return Live().IsMatch(name) ? name[..^".weight".Length] : name;
    }

    /// <summary>What stands in front of an adapter's part in a key: the matrix as the file names it, or the whole parameter.</summary>
    public static string ModuleOf(string key)
    {
        var rest = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
        return Key().Match(rest) is { Success: true } match ? match.Groups["matrix"].Value : rest;
    }

    [GeneratedRegex(@"^(?<matrix>.+)\.lora_(?<kind>A|B|magnitude_vector)\.(?<group>[A-Za-z0-9_-]+)$")]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^(?<matrix>.+)\.lora_(?:(?<kind>A|B)(?:\.(?<group>[A-Za-z0-9_-]+))?\.weight|" +
        @"(?<kind>magnitude_vector)(?:\.(?!weight$)(?<group>[A-Za-z0-9_-]+))?(?:\.weight)?)$")]
    private static partial Regex Key();

    [GeneratedRegex(@"\.lora_(A|B|magnitude_vector)\.[A-Za-z0-9_-]+\.weight$")]
    private static partial Regex Live();
}
