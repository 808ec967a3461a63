using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Python's two ways of putting values into a text: <c>'%s: %.2f' % (a, b)</c> and <c>'{}: {:.2f}'.format(a, b)</c>.</summary>
internal static partial class JinjaFormatting
{
    private const int Widest = 10_000;

    /// <summary>Puts values in place of signs such as <c>%s</c>, <c>%05.1f</c> and <c>%(name)d</c>.</summary>
    /// <param name="text">The text with signs.</param>
    /// <param name="values">Values by place; where they are names' values, one dictionary.</param>
    /// <param name="budget">The rendering's limits.</param>
    /// <exception cref="JinjaError">Signs and values do not go together.</exception>
    public static string Percent(string text, IReadOnlyList<object?> values, JinjaBudget budget)
    {
        var result = new StringBuilder();
        (int end, int used) = (0, 0);
        for (int at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', end))
        {
            Match sign = PercentSign().Match(text, at);
            if (!sign.Success)
            {
                throw new JinjaError($"{JinjaText.Repr(text)}: the sign at place {at} is none that is supported (s, r, d, i, u, f, F, x, X, %).");
            }

            result.Append(text, end, at - end);
            end = at + sign.Length;
            result.Append(sign.Groups["type"].Value == "%" ? "%" : Write(Next(sign, values, ref used), Layout.Of(sign, '>')));
            budget.Text(result.Length);
        }

        return used < values.Count && values is not [JinjaMap]
            ? throw new JinjaError($"{JinjaText.Repr(text)} has places for {used} values and is given {values.Count}.")
            : result.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Puts values in place of brackets such as <c>{}</c>, <c>{0}</c>, <c>{name}</c> and <c>{:&gt;8.2f}</c>.</summary>
    /// <exception cref="JinjaError">Brackets and values do not go together.</exception>
    public static string Braces(string text, JinjaCall call)
    {
        var result = new StringBuilder();
        int next = 0;
        for (int at = 0; at < text.Length;)
        {
            if (text[at] is not ('{' or '}'))
            {
                result.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == text[at])
            {
                result.Append(text[at]);
                at += 2;
            }
            else
            {
                Match place = Brackets().Match(text, at);
                if (!place.Success)
                {
                    throw new JinjaError($"{JinjaText.Repr(text)}: what begins at place {at} is no place for a value that is supported.");
                }

                object? value = Argument(place.Groups["name"].Value, call, ref next);
                value = place.Groups["repr"].Success ? JinjaText.Repr(value) : value;
                result.Append(Write(value, Layout.Of(place, JinjaOperators.IsNumber(value) && value is not bool ? '>' : '<')));
                at += place.Length;
                call.Budget.Text(result.Length);
            }
        }

        return result.ToString();
    }

    [GeneratedRegex(@"\G%(\((?<name>[^)]*)\))?(?<align>-)?(?<zero>0)?(?<width>[0-9]{1,5})?(\.(?<digits>[0-9]{1,2}))?(?<type>[srdiufFxX%])")]
    private static partial Regex PercentSign();

    [GeneratedRegex(@"\G\{(?<name>[A-Za-z0-9_]*)(!(?<repr>r)|!s)?(:((?<fill>[^{}])?(?<align>[<>^]))?(?<zero>0)?(?<width>[0-9]{1,5})?"
        + @"(?<group>,)?(\.(?<digits>[0-9]{1,2}))?(?<type>[sdfFxX])?)?\}")]
    private static partial Regex Brackets();

    private static object? Next(Match sign, IReadOnlyList<object?> values, ref int used)
    {
        if (sign.Groups["name"] is { Success: true, Value: var name })
        {
            return values is [JinjaMap map] && map.TryGet(name, out object? found) ? found : throw new JinjaError($"there is no value '{name}' to write.");
        }

        return used < values.Count ? values[used++] : throw new JinjaError($"the text has more places than the {values.Count} values that it is given.");
    }

    private static object? Argument(string name, JinjaCall call, ref int next)
    {
        int index = name.Length == 0 ? next++ : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : -1;
        return index < 0 && call.Named.TryGetValue(name, out object? value) ? value
            : index >= 0 && index < call.Positional.Count ? call.Positional[index]
            : throw new JinjaError($"format: there is no value for the place '{{{name}}}'.");
    }

    private static string Write(object? value, Layout layout)
    {
        string text = layout.Type switch
        {
            "r" => JinjaText.Repr(value),
            "d" or "i" or "u" => Whole(Number(value, layout), layout),
            "f" or "F" => JinjaOperators.ToDouble(Number(value, layout))
                .ToString((layout.Groups ? "N" : "F") + (layout.Digits ?? 6), CultureInfo.InvariantCulture),
            "x" or "X" => Number(value, layout) is long whole
                ? (whole < 0 ? "-" : "") + Math.Abs(whole).ToString(layout.Type, CultureInfo.InvariantCulture)
                : throw Wrong(value, layout),
            "" when layout.Digits is { } digits && value is double number => Fixed(number, digits),
            "" when layout.Groups => Whole(Number(value, layout), layout),
            _ => layout.Digits is { } most && value is not (double or long) ? First(JinjaText.Of(value), most) : JinjaText.Of(value),
        };
        return layout.Pad(text);
    }

    private static string First(string text, int most) => string.Concat(JinjaText.Characters(text).Take(most));

    private static string Fixed(double number, int digits) =>
        JinjaText.Number(double.Parse(number.ToString("E" + Math.Max(digits - 1, 0), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string Whole(object number, Layout layout) => number switch
    {
        double real when layout.IsPercent => Math.Truncate(real).ToString("F0", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        long whole => whole.ToString(layout.Groups ? "N0" : "D", CultureInfo.InvariantCulture),
        _ => throw Wrong(number, layout),
    };

    private static object Number(object? value, Layout layout) => JinjaOperators.IsNumber(value) ? value! : throw Wrong(value, layout);

    private static JinjaError Wrong(object? value, Layout layout) => new($"{JinjaOperators.Describe(value)} cannot be written as '{layout.Type}'.");

    // How a value is laid out.
    private readonly record struct Layout(string Type, char Align, char Fill, int Width, int? Digits, bool Groups, bool IsPercent)
    {
        public static Layout Of(Match match, char whenAbsent)
        {
            GroupCollection parts = match.Groups;
            int width = parts["width"].Success ? int.Parse(parts["width"].Value, CultureInfo.InvariantCulture) : 0;
            char align = parts["align"].Value switch { "" => whenAbsent, "-" => '<', var sign => sign[0] };
            char fill = parts["fill"].Success ? parts["fill"].Value[0] : parts["zero"].Success && align == '>' ? '0' : ' ';
            int? digits = parts["digits"].Success ? int.Parse(parts["digits"].Value, CultureInfo.InvariantCulture) : null;
            return width <= Widest
                ? new Layout(parts["type"].Value, align, fill, width, digits, parts["group"].Success, match.Value[0] == '%')
                : throw new JinjaError($"a width of {width} is more than {Widest}.");
        }

        public string Pad(string text)
        {
            int missing = Math.Max(Width - JinjaText.Length(text), 0);
            int before = Align switch { '<' => 0, '^' => missing / 2, _ => missing };
            string sign = Fill == '0' && text is ['-', ..] ? "-" : "";
            return sign + new string(Fill, before) + text[sign.Length..] + new string(Fill, missing - before);
        }
    }
}
