namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What may stand behind <c>is</c>.</summary>
internal static class JinjaTests
{
    private static readonly Dictionary<string, Func<object?, JinjaCall, bool>> Tests = new(StringComparer.Ordinal)
    {
        ["defined"] = (value, _) => value is not JinjaUndefined,
        ["undefined"] = (value, _) => value is JinjaUndefined,
        ["none"] = (value, _) => value is null,
        ["boolean"] = (value, _) => value is bool,
        ["true"] = (value, _) => value is true,
        ["false"] = (value, _) => value is false,
        ["integer"] = (value, _) => value is long,
        ["float"] = (value, _) => value is double,
        ["number"] = (value, _) => JinjaOperators.IsNumber(value),
        ["string"] = (value, _) => value is string,
        ["mapping"] = (value, _) => value is JinjaMap,
        ["sequence"] = (value, _) => value is string or JinjaList or JinjaMap,
        ["iterable"] = (value, _) => value is string or JinjaList or JinjaMap or JinjaUndefined,
        ["callable"] = (value, _) => value is JinjaCallable,
        ["odd"] = (value, _) => Whole(value) % 2 != 0,
        ["even"] = (value, _) => Whole(value) % 2 == 0,
        ["divisibleby"] = (value, call) => call.Integer(0, "num", 0) is not 0 and long number
            ? Whole(value) % number == 0
            : throw new JinjaError("divisibleby needs a number other than 0."),
        ["upper"] = (value, _) => JinjaText.Of(value) is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["lower"] = (value, _) => JinjaText.Of(value) is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["in"] = (value, call) => JinjaOperators.Contains(call.Required(0, "seq"), value),
        ["sameas"] = (value, call) => value is null ? call.Required(0, "other") is null : value.Equals(call.Required(0, "other")),
        ["filter"] = (value, _) => value is string name && JinjaFilters.Exists(name),
        ["test"] = (value, _) => value is string name && Exists(name),
    };

    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["=="] = "==",
        ["eq"] = "==",
        ["equalto"] = "==",
        ["!="] = "!=",
        ["ne"] = "!=",
        ["<"] = "<",
        ["lt"] = "<",
        ["lessthan"] = "<",
        ["<="] = "<=",
        ["le"] = "<=",
        [">"] = ">",
        ["gt"] = ">",
        ["greaterthan"] = ">",
        [">="] = ">=",
        ["ge"] = ">=",
    };

    /// <summary>Whether there is a test of that name.</summary>
    public static bool Exists(string name) => Tests.ContainsKey(name) || Comparisons.ContainsKey(name);

    /// <summary>Tests a value.</summary>
    /// <exception cref="JinjaError">There is no such test, or it does not go with the value.</exception>
    public static bool Holds(object? value, JinjaCall call)
    {
        if (Comparisons.TryGetValue(call.Name, out string? sign))
        {
            return Compare(sign, value, call.Required(0, "other"));
        }

        return Tests.TryGetValue(call.Name, out Func<object?, JinjaCall, bool>? test)
            ? test(value, call)
            : throw new JinjaError($"there is no test '{call.Name}'.");
    }

    /// <summary>Compares two values.</summary>
    /// <exception cref="JinjaError">They have no order, or one has no parts.</exception>
    public static bool Compare(string sign, object? left, object? right) => sign switch
    {
        "==" => JinjaOperators.AreEqual(left, right),
        "!=" => !JinjaOperators.AreEqual(left, right),
        "in" => JinjaOperators.Contains(right, left),
        "not in" => !JinjaOperators.Contains(right, left),
        "<" => JinjaOperators.Order(left, right) < 0,
        "<=" => JinjaOperators.Order(left, right) <= 0,
        ">" => JinjaOperators.Order(left, right) > 0,
        _ => JinjaOperators.Order(left, right) >= 0,
    };

    private static long Whole(object? value) => value switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => throw new JinjaError($"{JinjaOperators.Describe(value)} is no whole number."),
    };
}
