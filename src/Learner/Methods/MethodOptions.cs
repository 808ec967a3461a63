using System.Globalization;
using System.Numerics;

namespace MlopsCl.Learner.Methods;

/// <summary>Reads a method's options: typed, with default, range and reason, and all problems in one message.</summary>
/// <param name="choice">The method's name and options.</param>
public sealed class MethodOptions(MethodChoice choice)
{
    private readonly List<string> _known = [];
    private readonly List<string> _problems = [];

    /// <summary>A number option.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="fallback">The value if it is left out.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    /// <param name="reason">Why that range, as half a sentence.</param>
    public double Number(string name, double fallback, double least, double most, string reason) =>
        Between(name, NumberStyles.Float, "a number", fallback, least, most, reason);

    /// <summary>A whole-number option.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="fallback">The value if it is left out.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    /// <param name="reason">Why that range, as half a sentence.</param>
    public int Count(string name, int fallback, int least, int most, string reason) =>
        Between(name, NumberStyles.Integer, "a whole number", fallback, least, most, reason);

    /// <summary>An option that is one of a few words.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="fallback">The value if it is left out.</param>
    /// <param name="words">The words allowed.</param>
    public string Word(string name, string fallback, params string[] words)
    {
        if (Find(name) is not { } text)
            return fallback;
        if (words.Contains(text))
            return text;
        _problems.Add($"{name} is '{text}'; it must be one of {string.Join(", ", words)}");
        return fallback;
    }

    /// <summary>An option that is on or off.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="fallback">The value if it is left out.</param>
    public bool Switch(string name, bool fallback) => Word(name, fallback ? "on" : "off", "on", "off") == "on";

    /// <summary>A list option, separated by commas.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="fallback">The value if it is left out.</param>
    public IReadOnlyList<string> List(string name, IReadOnlyList<string> fallback) =>
        Find(name) is { } text ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : fallback;

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ArgumentException">An option is unknown or out of range; the message holds all problems.</exception>
    public void ThrowIfInvalid()
    {
        foreach (var name in choice.Options.Keys.Where(name => !_known.Contains(name)))
            _problems.Add($"{name} is no option of this method; it has {(_known.Count == 0 ? "none" : string.Join(", ", _known))}");
        if (_problems.Count > 0)
            throw new ArgumentException($"Options of method '{choice.Name}': {string.Join("; ", _problems)}.");
    }

    private T Between<T>(string name, NumberStyles style, string kind, T fallback, T least, T most, string reason)
        where T : struct, INumber<T>
    {
        if (Find(name) is not { } text)
            return fallback;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        _problems.Add(FormattableString.Invariant($"{name} is '{text}'; it must be {kind} from {least} to {most}: {reason}"));
        return fallback;
    }

    private string? Find(string name)
    {
        if (!_known.Contains(name))
            _known.Add(name);
        return choice.Options.GetValueOrDefault(name);
    }
}
