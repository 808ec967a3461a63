using System.Text.Json;

namespace MlopsCl.Learner.Tokenization;

/// <summary>A value of <c>tokenizer.json</c> that knows where it stands, so that every complaint can say so.</summary>
/// <param name="File">The file.</param>
/// <param name="Key">Keys from the root, dots between levels.</param>
/// <param name="Element">The value.</param>
internal readonly record struct DefinitionNode(string File, string Key, JsonElement Element)
{
    /// <summary>The member <c>type</c>, by which parts of a tokenizer are told apart.</summary>
    public string Type => Required("type").Text();

    /// <summary>A member of this object, or null where it is absent or JSON's null.</summary>
    public DefinitionNode? Optional(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Refused($"must be an object, not {Element.ValueKind}.");
        }

        return Element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? new DefinitionNode(File, Child(name), value)
            : null;
    }

    /// <summary>A member that must be there.</summary>
    /// <exception cref="TokenizerFormatException">It is not.</exception>
    public DefinitionNode Required(string name) => Optional(name) ?? throw new TokenizerFormatException(File, Child(name), "is missing.");

    /// <summary>A text.</summary>
    public string Text() => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Refused(
        $"must be a text, not {Element.ValueKind}.");

    /// <summary>A text that is not empty.</summary>
    public string NonEmptyText() => Text() is { Length: > 0 } text ? text : throw Refused("must not be empty.");

    /// <summary>A member that is a text, or null where it is absent.</summary>
    public string? OptionalText(string name) => Optional(name)?.Text();

    /// <summary>A member that is true or false.</summary>
    public bool Flag(string name, bool whenAbsent) => Optional(name) switch
    {
        null => whenAbsent,
        { Element.ValueKind: JsonValueKind.True } => true,
        { Element.ValueKind: JsonValueKind.False } => false,
        { } other => throw other.Refused($"must be true or false, not {other.Element.ValueKind}."),
    };

    /// <summary>A whole number from 0 to <paramref name="maximum"/>.</summary>
    public int Integer(int maximum) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out int value) && value >= 0 && value <= maximum
            ? value
            : throw Refused($"must be a whole number from 0 to {maximum}.");

    /// <summary>The elements of a list.</summary>
    public IEnumerable<DefinitionNode> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Refused($"must be a list, not {Element.ValueKind}.");
        }

        DefinitionNode self = this;
        return Element.EnumerateArray().Select((item, index) => new DefinitionNode(self.File, $"{self.Key}[{index}]", item));
    }

    /// <summary>The members of an object with their names.</summary>
    public IEnumerable<(string Name, DefinitionNode Value)> Members()
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Refused($"must be an object, not {Element.ValueKind}.");
        }

        DefinitionNode self = this;
        return Element.EnumerateObject()
            .Select(member => (member.Name, new DefinitionNode(self.File, self.Child(member.Name), member.Value)));
    }

    /// <summary>A complaint about this value.</summary>
    public TokenizerFormatException Refused(string reason, Exception? inner = null) => new(File, Key, reason, inner);

    /// <summary>A complaint about a part whose type is not supported.</summary>
    public TokenizerFormatException Unsupported(string supported) =>
        Refused($"the type '{Type}' is not supported; supported are {supported}.");

    private string Child(string name) => Key.Length == 0 ? name : $"{Key}.{name}";
}
