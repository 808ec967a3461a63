using System.Globalization;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What may stand behind a bar.</summary>
internal static class JinjaFilters
{
    private static readonly Dictionary<string, Func<object?, JinjaCall, object?>> Filters = new(StringComparer.Ordinal)
    {
        ["trim"] = (value, call) => JinjaTextMethods.Strip(JinjaText.Of(value), call.OptionalText(0, "chars"), left: true, right: true),
        ["upper"] = (value, _) => JinjaText.Of(value).ToUpperInvariant(),
        ["lower"] = (value, _) => JinjaText.Of(value).ToLowerInvariant(),
        ["capitalize"] = (value, _) => JinjaTextMethods.Capitalize(JinjaText.Of(value)),
        ["title"] = (value, _) => JinjaTextFilters.Title(JinjaText.Of(value)),
        ["string"] = (value, _) => JinjaText.Of(value),
        ["safe"] = (value, _) => JinjaText.Of(value),
        ["e"] = (value, _) => JinjaTextFilters.Escape(JinjaText.Of(value)),
        ["escape"] = (value, _) => JinjaTextFilters.Escape(JinjaText.Of(value)),
        ["replace"] = (value, call) => JinjaTextMethods.Replace(
            JinjaText.Of(value), JinjaText.Of(call.Required(0, "old")), JinjaText.Of(call.Required(1, "new")), call.Integer(2, "count", -1), call.Budget),
        ["indent"] = JinjaTextFilters.Indent,
        ["wordcount"] = (value, _) =>
            (long)JinjaText.Of(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        ["tojson"] = (value, call) => JinjaJson.Write(value, call),
        ["format"] = (value, call) => JinjaFormatting.Percent(
            JinjaText.Of(value), call.Named.Count > 0 ? [JinjaMap.Of([.. call.Named.Select(pair => (pair.Key, pair.Value))])] : call.Positional, call.Budget),
        ["length"] = (value, _) => JinjaSequences.Length(value),
        ["count"] = (value, _) => JinjaSequences.Length(value),
        ["default"] = Default,
        ["d"] = Default,
        ["int"] = (value, call) => ToInteger(value) ?? call.Get(0, "default", 0L),
        ["float"] = (value, call) => ToNumber(value) ?? call.Get(0, "default", 0.0),
        ["abs"] = (value, call) => JinjaOperators.Order(value, 0L) < 0 ? JinjaOperators.Sign("-", value) : value,
        ["round"] = Round,
        ["attr"] = (value, call) => JinjaSequences.Member(value, call.Text(0, "name")),
    };

    static JinjaFilters()
    {
        foreach ((string name, Func<object?, JinjaCall, object?> filter) in JinjaListFilters.All)
        {
            Filters.Add(name, filter);
        }
    }

    /// <summary>Whether there is a filter of that name.</summary>
    public static bool Exists(string name) => Filters.ContainsKey(name);

    /// <summary>Filters a value.</summary>
    /// <exception cref="JinjaError">There is no such filter, or it does not go with the value.</exception>
    public static object? Apply(object? value, JinjaCall call)
    {
        object? result = Filters.TryGetValue(call.Name, out Func<object?, JinjaCall, object?>? filter)
            ? filter(value, call)
            : throw new JinjaError($"there is no filter '{call.Name}'.");
        if (result is string text)
        {
            call.Budget.Text(text.Length);
        }
        else if (result is JinjaList list)
        {
            call.Budget.Elements(list.Items.Count);
        }

        return result;
    }

    private static object? Default(object? value, JinjaCall call) =>
        value is JinjaUndefined || (call.Flag(1, "boolean", false) && !JinjaOperators.IsTrue(value)) ? call.Get(0, "default_value", "") : value;

    private static object? ToInteger(object? value) => value switch
    {
        long number => number,
        bool flag => flag ? 1L : 0L,
        double number when Math.Abs(number) < 1e18 => (long)Math.Truncate(number),
        string text when long.TryParse(text.Trim().Replace("_", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long parsed) => parsed,
        string text when ToNumber(text) is double parsed && Math.Abs(parsed) < 1e18 => (long)Math.Truncate(parsed),
        _ => null,
    };

    private static object? ToNumber(object? value) => value switch
    {
        long or bool or double => JinjaOperators.ToDouble(value),
        string text when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
        _ => null,
    };

    private static object? Round(object? value, JinjaCall call)
    {
        double number = JinjaOperators.IsNumber(value)
            ? JinjaOperators.ToDouble(value)
            : throw new JinjaError($"{JinjaOperators.Describe(value)} is no number to round.");
        double scale = Math.Pow(10, Math.Clamp(call.Integer(0, "precision", 0), -15, 15));
        return call.OptionalText(1, "method") switch
        {
            null or "common" when value is long => scale >= 1 ? value : (long)(Math.Round(number * scale, MidpointRounding.ToEven) / scale),
            null or "common" => Math.Round(number * scale, MidpointRounding.ToEven) / scale,
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            string other => throw new JinjaError($"round: the method '{other}' must be common, ceil or floor."),
        };
    }
}
