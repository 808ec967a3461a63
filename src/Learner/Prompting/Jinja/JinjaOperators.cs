namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What operators mean.</summary>
internal static class JinjaOperators
{
    /// <summary>Whether a condition with this value holds.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or JinjaUndefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        JinjaList list => list.Items.Count > 0,
        JinjaMap map => map.Items.Count > 0,
        _ => true,
    };

    /// <summary>Whether two values are equal.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string one, string other) => one == other,
        (JinjaList one, JinjaList other) => one.IsTuple == other.IsTuple && one.Items.Count == other.Items.Count
            && one.Items.Zip(other.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (JinjaMap one, JinjaMap other) => one.Items.Count == other.Items.Count
            && one.Items.All(item => other.TryGet(item.Key, out object? value) && AreEqual(item.Value, value)),
        (JinjaUndefined, JinjaUndefined) => true,
        _ when IsNumber(left) && IsNumber(right) => left is double || right is double
            ? ToDouble(left) == ToDouble(right)
            : ToLong(left) == ToLong(right),
        _ => ReferenceEquals(left, right),
    };

    /// <summary>The order of two values: negative, zero or positive.</summary>
    /// <exception cref="JinjaError">They have none.</exception>
    public static int Order(object? left, object? right)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            return left is double || right is double ? ToDouble(left).CompareTo(ToDouble(right)) : ToLong(left).CompareTo(ToLong(right));
        }

        if (left is string one && right is string other)
        {
            return string.CompareOrdinal(one, other);
        }

        if (left is JinjaList first && right is JinjaList second)
        {
            foreach ((object? a, object? b) in first.Items.Zip(second.Items).Where(pair => !AreEqual(pair.First, pair.Second)))
            {
                return Order(a, b);
            }

            return first.Items.Count.CompareTo(second.Items.Count);
        }

        throw new JinjaError($"{JinjaText.Repr(left)} and {JinjaText.Repr(right)} have no order.");
    }

    /// <summary>Whether a value has another as a part.</summary>
    /// <exception cref="JinjaError">It has no parts.</exception>
    public static bool Contains(object? container, object? value) => container switch
    {
        string text when value is string part => text.Contains(part, StringComparison.Ordinal),
        JinjaMap map => map.TryGet(value, out _),
        JinjaUndefined => false,
        string => throw new JinjaError($"a text has no part {JinjaText.Repr(value)}; ask for a text in it."),
        _ => JinjaSequences.Iterate(container).Any(item => AreEqual(item, value)),
    };

    /// <summary>Applies an operator of two values.</summary>
    /// <exception cref="JinjaError">It does not go with these values.</exception>
    public static object? Apply(string sign, object? left, object? right, JinjaBudget budget)
    {
        if (sign == "~")
        {
            return Join(JinjaText.Of(left), JinjaText.Of(right), budget);
        }

        if (IsNumber(left) && IsNumber(right))
        {
            return left is double || right is double || sign is "/" || (sign is "**" && ToLong(right) < 0)
                ? Calculate(sign, ToDouble(left), ToDouble(right))
                : Calculate(sign, ToLong(left), ToLong(right));
        }

        return (sign, left, right) switch
        {
            ("%", string text, JinjaList { IsTuple: true } values) => JinjaFormatting.Percent(text, values.Items, budget),
            ("%", string text, _) => JinjaFormatting.Percent(text, [right], budget),
            ("+", string one, string other) => Join(one, other, budget),
            ("+", JinjaList one, JinjaList other) when one.IsTuple == other.IsTuple => Join(one, other, budget),
            ("*", string text, long times) => Repeat(text, times, budget),
            ("*", long times, string text) => Repeat(text, times, budget),
            ("*", JinjaList list, long times) => Repeat(list, times, budget),
            ("*", long times, JinjaList list) => Repeat(list, times, budget),
            _ => throw new JinjaError($"{Describe(left)} {sign} {Describe(right)} is not defined."),
        };
    }

    /// <summary>A value with a sign, or turned into its opposite.</summary>
    /// <exception cref="JinjaError">It has no sign.</exception>
    public static object Sign(string sign, object? value) => (sign, value) switch
    {
        ("not", _) => !IsTrue(value),
        ("-", double number) => -number,
        ("-", long or bool) => checked(-ToLong(value)),
        ("+", double number) => number,
        ("+", long or bool) => ToLong(value),
        _ => throw new JinjaError($"{sign}{Describe(value)} is not defined."),
    };

    /// <summary>Whether a value counts as a number.</summary>
    public static bool IsNumber(object? value) => value is long or double or bool;

    /// <summary>A number with a fraction.</summary>
    public static double ToDouble(object? value) => value is double number ? number : ToLong(value);

    /// <summary>What a value is, for messages.</summary>
    public static string Describe(object? value) => value is JinjaUndefined undefined
        ? $"'{undefined.What}', which is not defined,"
        : JinjaText.Repr(value) is { Length: <= 80 } text ? text : JinjaText.Repr(value)[..80] + "…";

    private static long ToLong(object? value) => value is bool flag ? flag ? 1 : 0 : (long)value!;

    private static object Calculate(string sign, double left, double right) => sign switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" or "//" or "%" when right == 0 => throw new JinjaError("a number is divided by zero."),
        "/" => left / right,
        "//" => Math.Floor(left / right),
        "%" => left - (Math.Floor(left / right) * right),
        _ => Math.Pow(left, right),
    };

    private static object Calculate(string sign, long left, long right)
    {
        try
        {
            return checked(sign switch
            {
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "//" or "%" when right == 0 => throw new JinjaError("a number is divided by zero."),
                "//" => FloorDivide(left, right),
                "%" => left - (FloorDivide(left, right) * right),
                _ => Power(left, right),
            });
        }
        catch (OverflowException error)
        {
            throw new JinjaError($"{left} {sign} {right} is too large a number ({error.Message})");
        }
    }

    private static long FloorDivide(long left, long right)
    {
        long quotient = checked(left / right);
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    private static long Power(long left, long right)
    {
        long result = 1;
        for (long i = 0; i < right && (left is not (0 or 1 or -1) || i < 2 + (right & 1)); i++)
        {
            result = checked(result * left);
        }

        return result;
    }

    private static string Join(string left, string right, JinjaBudget budget)
    {
        budget.Text((long)left.Length + right.Length);
        return left + right;
    }

    private static JinjaList Join(JinjaList left, JinjaList right, JinjaBudget budget)
    {
        budget.Elements((long)left.Items.Count + right.Items.Count);
        return new JinjaList(left.Items.Concat(right.Items), left.IsTuple);
    }

    private static string Repeat(string text, long times, JinjaBudget budget)
    {
        long count = Math.Clamp(times, 0, int.MaxValue);
        budget.Text(text.Length * count);
        return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)count));
    }

    private static JinjaList Repeat(JinjaList list, long times, JinjaBudget budget)
    {
        long count = Math.Clamp(times, 0, int.MaxValue);
        budget.Elements(list.Items.Count * count);
        return new JinjaList(list.Items.Count == 0 ? [] : Enumerable.Repeat(list.Items, (int)count).SelectMany(items => items), list.IsTuple);
    }
}
