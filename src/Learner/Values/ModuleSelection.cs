using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner;

/// <summary>
/// Which modules of a model carry adapters, as PEFT selects them: by one regular expression that the whole name must meet, or by the ends of
/// names. Names are those of the reference implementation, such as <c>model.language_model.layers.0.self_attn.q_proj</c>; ends of names reach the vision
/// tower and the projector too.
/// </summary>
public sealed record ModuleSelection
{
    /// <summary>As <see cref="Pattern"/>, selects every matrix but the output head.</summary>
    public const string AllLinear = "all-linear";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A regular expression for whole names, or <see cref="AllLinear"/>; null to select by <see cref="Names"/>.</summary>
    public string? Pattern { get; init; }

    /// <summary>Ends of names, at a dot, such as <c>q_proj</c>; a whole name selects one module.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>A regular expression for whole names that are left out; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? ExcludedPattern { get; init; }

    /// <summary>Ends of names that are left out; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<string>? ExcludedNames { get; init; }

    /// <summary>Numbers of the layers that <see cref="Names"/> is held to; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>What stands in front of a layer's number, such as <c>layers</c>; null for anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<string>? LayerPatterns { get; init; }

    /// <summary>Whether a module is selected.</summary>
    /// <param name="name">The module's name.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression, or takes longer than a second.</exception>
    public bool Selects(string name)
    {
        if (ExcludedPattern is not null && Meets($@"\A(?:{ExcludedPattern})\z", name))
            return false;
        if (ExcludedNames is not null && ExcludedNames.Any(end => EndsWith(name, end)))
            return false;
        if (Pattern is not null)
            return Pattern == AllLinear || Meets($@"\A(?:{Pattern})\z", name);
        return Names.Contains(name) || (Names.Any(end => EndsWith(name, end)) && IsInLayers(name));
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern is null ? string.Join(", ", Names) : Pattern;

    /// <summary>Whether a name, or a part of it that begins after a dot and reaches its end, meets a regular expression.</summary>
    internal static bool MeetsEnd(string pattern, string name) => Meets($@"\A(?:.*\.)?(?:{pattern})\z", name);

    private static bool EndsWith(string name, string end) => name == end || name.EndsWith("." + end, StringComparison.Ordinal);

    private bool IsInLayers(string name)
    {
        if (Layers is not { Count: > 0 })
            return true;
        IEnumerable<string> patterns = LayerPatterns is { Count: > 0 } ? LayerPatterns : [@"[^.]*"];
        var number = patterns.Select(pattern => Match($@"\A.*?\.(?:{pattern})\.(?<layer>[0-9]+)\.", name)).FirstOrDefault(match => match.Success);
        return number is not null && int.TryParse(number.Groups["layer"].Value, out var layer) && Layers.Contains(layer);
    }

    private static bool Meets(string pattern, string name) => Match(pattern, name).Success;

    // Python writes named groups as (?P<name>...) and the end of the text as \Z.
    private static Match Match(string pattern, string name)
    {
        try
        {
            return Regex.Match(name, pattern.Replace("(?P<", "(?<").Replace(@"\Z", @"\z"), RegexOptions.CultureInvariant, Patience);
        }
        catch (RegexParseException error)
        {
            throw new ArgumentException($"'{pattern}' is no regular expression: {error.Message}", error);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new ArgumentException($"'{pattern}' takes longer than {Patience.TotalSeconds} s on '{name}'; write it without nested repetitions.", error);
        }
    }
}
