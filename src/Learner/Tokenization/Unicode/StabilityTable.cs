namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>
/// What a normalization form may do to each character, in pages of 256 code points: 0 where it leaves the character and everything before
/// it alone; the combining class where that is all there is to it; 256 and more where the character may change.
/// </summary>
internal sealed class StabilityTable
{
    /// <summary>Set where a character may change.</summary>
    public const int Unstable = 0x100;

    private static readonly ushort[] AllStable = new ushort[256];

    private readonly ushort[][] _pages = new ushort[0x1100][];

    private StabilityTable(NormalizationForms form)
    {
        Array.Fill(_pages, AllStable);
        NormalizationData data = NormalizationData.Instance;
        foreach ((int code, byte combiningClass) in data.CombiningClasses)
        {
            Mark(code, combiningClass);
        }

        bool compatible = form.HasFlag(NormalizationForms.Compatible);
        bool composed = form.HasFlag(NormalizationForms.Composed);
        foreach (int code in data.Decomposable(compatible).Where(code => !composed || !ComesBack(data, code, compatible)))
        {
            Mark(code, Unstable);
        }

        MarkHangul(composed);
        foreach (int code in composed ? data.SecondParts : [])
        {
            Mark(code, Unstable);
        }

        First = Enumerable.Range(0, 0x10000).First(code => this[code] != 0);
    }

    /// <summary>The first character that is not stable.</summary>
    public int First { get; }

    /// <summary>What the form may do to a character.</summary>
    public int this[int code] => _pages[code >> 8][code & 0xFF];

    /// <summary>The table of a form.</summary>
    public static StabilityTable Of(NormalizationForms form) => new(form);

    // A character that is composed again from all that it was taken apart into.
    private static bool ComesBack(NormalizationData data, int code, bool compatible)
    {
        if (data.Decomposition(code, compatibility: false) is not [int first, int second] || data.Composition(first, second) != code)
        {
            return false;
        }

        bool Stays(int part) => data.Decomposition(part, compatible) is null || ComesBack(data, part, compatible);
        return Stays(first) && Stays(second);
    }

    private void MarkHangul(bool composed)
    {
        (int first, int last)[] ranges = composed ? [(0x1161, 0x1175), (0x11A8, 0x11C2)] : [(0xAC00, 0xD7A3)];
        foreach ((int first, int last) in ranges)
        {
            for (int code = first; code <= last; code++)
            {
                Mark(code, Unstable);
            }
        }
    }

    private void Mark(int code, int what)
    {
        ref ushort[] page = ref _pages[code >> 8];
        if (page == AllStable)
        {
            page = new ushort[256];
        }

        page[code & 0xFF] |= (ushort)what;
    }
}
