using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Values as text, and texts as Python counts them: by characters, not by UTF-16 units.</summary>
internal static class JinjaText
{
    private const int DeepestValue = 50;

    /// <summary>A value as it is printed.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        JinjaUndefined => "",
        _ => Repr(value),
    };

    /// <summary>A value as Python writes it.</summary>
    public static string Repr(object? value)
    {
        var text = new StringBuilder();
        Write(value, text, 0);
        return text.ToString();
    }

    /// <summary>Characters of a text.</summary>
    public static int Length(string text)
    {
        int pairs = 0;
        for (int i = 0; i + 1 < text.Length; i++)
        {
            pairs += char.IsSurrogatePair(text[i], text[i + 1]) ? 1 : 0;
        }

        return text.Length - pairs;
    }

    /// <summary>The characters of a text, each as a text.</summary>
    public static IEnumerable<string> Characters(string text) => text.EnumerateRunes().Select(rune => rune.ToString());

    /// <summary>A number with a fraction, as Python writes it.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        double size = Math.Abs(value);
        if (size is (>= 1e-4 and < 1e16) or 0)
        {
            string digits = shortest.Contains('E') ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : shortest;
            return digits.Contains('.') ? digits : digits + ".0";
        }

        string[] parts = shortest.Split('E');
        if (parts is [var mantissa, var exponent])
        {
            int power = int.Parse(exponent, CultureInfo.InvariantCulture);
            return $"{mantissa}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
        }

        string sign = value < 0 ? "-" : "";
        string all = shortest.TrimStart('-');
        string fraction = all[1..].TrimEnd('0');
        return $"{sign}{all[0]}{(fraction.Length > 0 ? "." : "")}{fraction}e+{all.Length - 1:00}";
    }

    private static void Write(object? value, StringBuilder text, int depth)
    {
        if (depth > DeepestValue || text.Length > JinjaBudget.LongestText)
        {
            throw new JinjaError("the value is too large or too deep to be printed.");
        }

        switch (value)
        {
            case null:
                text.Append("None");
                break;
            case bool flag:
                text.Append(flag ? "True" : "False");
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                text.Append(Number(number));
                break;
            case string quoted:
                Quote(quoted, text);
                break;
            case JinjaList list:
                WriteList(list, text, depth);
                break;
            case JinjaMap map:
                WriteMap(map, text, depth);
                break;
            case JinjaUndefined:
                text.Append("Undefined");
                break;
            default:
                text.Append('<').Append(value.GetType().Name).Append('>');
                break;
        }
    }

    private static void WriteList(JinjaList list, StringBuilder text, int depth)
    {
        text.Append(list.IsTuple ? '(' : '[');
        for (int i = 0; i < list.Items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(list.Items[i], text, depth + 1);
        }

        text.Append(list.IsTuple && list.Items.Count == 1 ? "," : "").Append(list.IsTuple ? ')' : ']');
    }

    private static void WriteMap(JinjaMap map, StringBuilder text, int depth)
    {
        text.Append('{');
        string comma = "";
        foreach ((object key, object? item) in map.Items)
        {
            text.Append(comma);
            Write(key, text, depth + 1);
            text.Append(": ");
            Write(item, text, depth + 1);
            comma = ", ";
        }

        text.Append('}');
    }

    private static void Quote(string quoted, StringBuilder text)
    {
        char quote = quoted.Contains('\'') && !quoted.Contains('"') ? '"' : '\'';
        text.Append(quote);
        foreach (Rune rune in quoted.EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ when rune.Value == quote => "\\" + quote,
                < 0x20 or 0x7F => $"\\x{rune.Value:x2}",
                _ => rune.ToString(),
            });
        }

        text.Append(quote);
    }
}
