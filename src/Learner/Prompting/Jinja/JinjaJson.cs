using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The filter <c>tojson</c>, which writes as Python's json.dumps does with ensure_ascii=False.</summary>
internal sealed class JinjaJson
{
    private const int DeepestValue = 50;

    private readonly StringBuilder _text = new();
    private readonly string? _indent;
    private readonly string _comma;
    private readonly string _colon;
    private readonly bool _sorts;
    private readonly bool _ascii;

    private JinjaJson(JinjaCall call)
    {
        _indent = call.Get(1, "indent") switch
        {
            null => null,
            string text => text,
            _ => new string(' ', (int)Math.Clamp(call.Integer(1, "indent", 0), 0, 100)),
        };
        IReadOnlyList<object?> separators = call.Get(2, "separators") is JinjaList { Items: [string, string] } pair ? pair.Items : [];
        _comma = separators is [string comma, _] ? comma : _indent is null ? ", " : ",";
        _colon = separators is [_, string colon] ? colon : ": ";
        _sorts = call.Flag(3, "sort_keys", false);
        _ascii = call.Flag(0, "ensure_ascii", false);
    }

    /// <summary>Writes a value: <c>tojson(ensure_ascii=false, indent=none, separators=none, sort_keys=false)</c>.</summary>
    /// <exception cref="JinjaError">It cannot be written.</exception>
    public static string Write(object? value, JinjaCall call)
    {
        // Most templates give the indentation only, by place, as the filter had it before the others came.
        JinjaCall named = call.Positional is [long indent]
            ? call with { Positional = [], Named = new Dictionary<string, object?>(call.Named) { ["indent"] = indent } }
            : call;
        var json = new JinjaJson(named);
        json.Write(value, 0);
        return json._text.ToString();
    }

    private void Write(object? value, int depth)
    {
        if (depth > DeepestValue || _text.Length > JinjaBudget.LongestText)
        {
            throw new JinjaError("tojson: the value is too large or too deep.");
        }

        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case bool flag:
                _text.Append(flag ? "true" : "false");
                break;
            case long number:
                _text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                _text.Append(double.IsFinite(number) ? JinjaText.Number(number) : double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case string text:
                Quote(text);
                break;
            case JinjaList list:
                WriteAll('[', ']', list.Items, item => Write(item, depth + 1), depth);
                break;
            case JinjaMap map:
                WriteMap(map, depth);
                break;
            default:
                throw new JinjaError($"tojson: {JinjaOperators.Describe(value)} cannot be written.");
        }
    }

    private void WriteMap(JinjaMap map, int depth)
    {
        IEnumerable<KeyValuePair<object, object?>> items = _sorts
            ? map.Items.OrderBy(item => JinjaText.Of(item.Key), StringComparer.Ordinal)
            : map.Items;
        WriteAll('{', '}', [.. items], item =>
        {
            Quote(JinjaText.Of(item.Key));
            _text.Append(_colon);
            Write(item.Value, depth + 1);
        }, depth);
    }

    private void WriteAll<T>(char open, char close, IReadOnlyList<T> items, Action<T> write, int depth)
    {
        _text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            _text.Append(i == 0 ? "" : _comma);
            NewLine(depth + 1);
            write(items[i]);
        }

        if (items.Count > 0)
        {
            NewLine(depth);
        }

        _text.Append(close);
    }

    private void NewLine(int depth)
    {
        if (_indent is not null)
        {
            _text.Append('\n').Insert(_text.Length, _indent, depth);
        }
    }

    private void Quote(string text)
    {
        _text.Append('"');
        foreach (char character in text)
        {
            _text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\b' => @"\b",
                '\f' => @"\f",
                _ when character < 0x20 || (_ascii && character > 0x7E) => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        _text.Append('"');
    }
}
