namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Tokens and their ids.</summary>
internal sealed class Vocabulary
{
    /// <summary>Largest id that is accepted; embedding tables of published models are a fiftieth of that.</summary>
    public const int LargestId = (1 << 24) - 1;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly string?[] _tokens;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="ids">Ids by token; no id twice.</param>
    public Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        _bySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _tokens = new string?[ids.Count == 0 ? 0 : ids.Values.Max() + 1];
        foreach ((string token, int id) in ids)
        {
            _tokens[id] = token;
        }
    }

    /// <summary>The highest id plus one.</summary>
    public int Size => _tokens.Length;

    /// <summary>Reads an object of tokens and ids.</summary>
    /// <exception cref="TokenizerFormatException">An id is out of range or given twice.</exception>
    public static Vocabulary Read(DefinitionNode node)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<int>();
        foreach ((string token, DefinitionNode value) in node.Members())
        {
            int id = value.Integer(LargestId);
            if (!seen.Add(id))
            {
                throw value.Refused($"the id {id} is given to another token, too.");
            }

            ids.Add(token, id);
        }

        return new Vocabulary(ids);
    }

    /// <summary>The id of a token, or -1.</summary>
    public int Id(ReadOnlySpan<char> token) => _bySpan.TryGetValue(token, out int id) ? id : -1;

    /// <summary>The token of an id, or null.</summary>
    public string? Token(int id) => (uint)id < (uint)_tokens.Length ? _tokens[id] : null;

    /// <summary>All tokens, in the order of their ids.</summary>
    public IEnumerable<string> Tokens => _tokens.OfType<string>();
}
