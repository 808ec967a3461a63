using System.Globalization;

namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>
/// Decompositions, compositions and combining classes of Unicode. They are carried along because the runtime normalizes through a
/// system library, which small images leave out, and then silently returns texts as they were.
/// </summary>
internal sealed class NormalizationData
{
    private const string ResourceName = "MlopsCl.Learner.Tokenization.Unicode.normalization.txt";

    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatibility = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];
    private readonly Dictionary<int, byte> _classes = [];

    private NormalizationData()
    {
        using Stream stream = typeof(NormalizationData).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException("The assembly lacks its resource normalization.txt; build it again.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            Add(line);
        }
    }

    /// <summary>The data, read at first use.</summary>
    public static NormalizationData Instance { get; } = new();

    /// <summary>One step of decomposition; null where the character has none.</summary>
    public int[]? Decomposition(int code, bool compatibility) =>
        _canonical.TryGetValue(code, out int[]? parts) || (compatibility && _compatibility.TryGetValue(code, out parts)) ? parts : null;

    /// <summary>The character that two others compose to; -1 where there is none.</summary>
    public int Composition(int first, int second) => _compositions.GetValueOrDefault((first, second), -1);

    /// <summary>The canonical combining class; 0 for a starter.</summary>
    public byte CombiningClass(int code) => _classes.GetValueOrDefault(code);

    /// <summary>Characters with a combining class other than 0.</summary>
    public IReadOnlyDictionary<int, byte> CombiningClasses => _classes;

    /// <summary>Characters that another composes with from behind.</summary>
    public IEnumerable<int> SecondParts => _compositions.Keys.Select(pair => pair.Second);

    /// <summary>Characters that decompose.</summary>
    public IEnumerable<int> Decomposable(bool compatibility) => compatibility ? _canonical.Keys.Concat(_compatibility.Keys) : _canonical.Keys;

    private void Add(string line)
    {
        if (line.StartsWith('#'))
        {
            return;
        }

        string[] sides = line.Split(';');
        if (sides[0].StartsWith('@'))
        {
            string[] range = sides[0][1..].Split('-');
            for (int code = Hex(range[0]); code <= Hex(range[1]); code++)
            {
                _classes.Add(code, byte.Parse(sides[1], CultureInfo.InvariantCulture));
            }

            return;
        }

        int[] parts = [.. sides[1].TrimStart('+', '~').Split(' ').Select(Hex)];
        (sides[1][0] == '~' ? _compatibility : _canonical).Add(Hex(sides[0]), parts);
        if (sides[1][0] == '+')
        {
            _compositions.Add((parts[0], parts[1]), Hex(sides[0]));
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
