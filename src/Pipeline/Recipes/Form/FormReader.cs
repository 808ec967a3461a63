using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>Reads YAML by a form: every key must be known, every value right; what is wrong is noted with its line, and the reading goes on.</summary>
internal sealed class FormReader(List<RecipeProblem> problems)
{
    /// <summary>Reads a section; the path is that of its key, empty for the whole file.</summary>
    public FormValues Section(YamlNode node, SectionField section, string path)
    {
        var values = new FormValues();
        if (node is not YamlMappingNode map)
        {
            Note(node, path, $"It is {Kind(node)}; it must hold settings as 'key: value'.");
            return values;
        }

        foreach (var (keyNode, valueNode) in map.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            if (section.Fields.FirstOrDefault(f => f.Key == key) is not { } field)
                Note(keyNode, Join(path, key), $"There is no such setting.{Nearest.Suggest(key, section.Fields.Select(f => f.Key))}");
            else if (Value(valueNode, field, Join(path, key)) is { } value)
                values.Set(key, value);
        }

        foreach (var missing in section.Fields.Where(f => f.Required && !map.Children.Keys.Any(k => (k as YamlScalarNode)?.Value == f.Key)))
            Note(node, Join(path, missing.Key), $"The setting is missing. {missing.Description}");
        return values;
    }

    private object? Value(YamlNode node, Field field, string path) => field switch
    {
        TextField text => Text(node, text, path),
        NumberField number => Number(node, number, path),
        SwitchField => Switch(node, path),
        WordsField => Words(node, path),
        ModulesField => node is YamlScalarNode ? Scalar(node, path) : Words(node, path),
        PatternsField patterns => Map<object>(node, path, (value, at) => Number(value, patterns.Each, at))?.Select(
            p => KeyValuePair.Create(p.Key, (double)(decimal)p.Value)).ToList(),
        OptionsField => Map(node, path, (value, at) => Option(value, at)),
        SharesField => Map<object>(node, path, (value, at) => Number(value, new NumberField("", 0, 1, ""), at))?.ToDictionary(
            p => p.Key, p => (double)(decimal)p.Value),
        SectionField { IsList: true } list => List(node, list, path),
        SectionField section => Section(node, section, path),
        _ => throw new InvalidOperationException($"The reader does not know the field {field.GetType().Name}; add a case."),
    };

    private string? Text(YamlNode node, TextField field, string path)
    {
        if (Scalar(node, path) is not { } text)
            return null;
        if (field.Words is not null && !field.Words.Contains(text))
            Note(node, path, $"'{text}' is not known; it must be one of {string.Join(", ", field.Words)}.{Nearest.Suggest(text, field.Words)}");
        else if (field.Pattern is not null && !Regex.IsMatch(text, $"^{field.Pattern}\\z"))
            Note(node, path, $"'{text}' is not valid; use 1 to 64 lower-case letters, digits, '-' or '_', beginning with a letter or digit.");
        else if (text.Length == 0 && field.Required)
            Note(node, path, $"It is empty. {field.Description}");
        else
            return text;
        return null;
    }

    private object? Number(YamlNode node, NumberField field, string path)
    {
        if (Scalar(node, path) is not { } text)
            return null;
        var range = string.Create(CultureInfo.InvariantCulture, $"{(field.AboveLeast ? "above" : "from")} {field.Least} to {field.Most}");
        var right = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && (double)value >= field.Least && (double)value <= field.Most && !(field.AboveLeast && (double)value <= field.Least)
            && (!field.Whole || (value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue));
        if (!right)
            Note(node, path, $"'{text}' is not valid; it must be a {(field.Whole ? "whole " : "")}number {range}. {field.Description}");
        return right ? value : null;
    }

    private object? Switch(YamlNode node, string path)
    {
        if (Scalar(node, path) is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        Note(node, path, $"'{text}' is not valid; it must be true or false.");
        return null;
    }

    private List<string>? Words(YamlNode node, string path)
    {
        if (node is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(c => c is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!)];
        Note(node, path, $"It is {Kind(node)}; it must be a list of one or more words.");
        return null;
    }

    private string? Option(YamlNode node, string path) =>
        node is YamlSequenceNode ? Words(node, path) is { } words ? string.Join(',', words) : null : Scalar(node, path);

    private Dictionary<string, T>? Map<T>(YamlNode node, string path, Func<YamlNode, string, T?> read)
        where T : class
    {
        if (node is not YamlMappingNode map)
        {
            Note(node, path, $"It is {Kind(node)}; it must hold 'name: value'.");
            return null;
        }

        var result = new Dictionary<string, T>();
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (read(value, Join(path, name)) is { } found)
                result[name] = found;
        }

        return result;
    }

    private List<FormValues>? List(YamlNode node, SectionField section, string path)
    {
        if (node is YamlSequenceNode list)
            return [.. list.Children.Select((item, i) => Section(item, section, $"{path}[{i + 1}]"))];
        Note(node, path, $"It is {Kind(node)}; it must be a list ('- key: value').");
        return null;
    }

    private string? Scalar(YamlNode node, string path)
    {
        if (node is YamlScalarNode { Value: { } text } scalar && !(scalar.Style == ScalarStyle.Plain && text is "" or "~" or "null"))
            return text;
        Note(node, path, $"It is {Kind(node)}; it must be one value.");
        return null;
    }

    private void Note(YamlNode node, string path, string message) => problems.Add(new RecipeProblem((int)node.Start.Line, path, message));

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "a group of settings",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value.Length: > 0 } scalar => $"'{scalar.Value}'",
        _ => "empty",
    };
}
