namespace MlopsCl.Pipeline.Importing.Emoji;

/// <summary>Collects the records about one picture.</summary>
internal sealed class RecordBook(long seed, DraftPicture picture)
{
    private readonly List<DraftRecord> _records = [];

    public IReadOnlyList<DraftRecord> Records => _records;

    /// <summary>Adds a question in one of its phrasings; nothing when the answer is null.</summary>
    public RecordBook Ask(string about, IReadOnlyList<string> ways, string? answer)
    {
        var id = $"{Path.GetFileNameWithoutExtension(picture.Name)}-{about}";
        if (answer is not null)
            _records.Add(new DraftRecord(id, picture, Phrases.Choose(ways, seed, id), answer));
        return this;
    }

    /// <summary>
    /// Asks whether it is what it is, or whether it is something else of <paramref name="others"/>, by the toss of a hash: yes and no are equally frequent.
    /// </summary>
    public RecordBook AskYesNo(string about, string? truth, IReadOnlyList<string> others)
    {
        if (truth is null)
            return this;
        var yes = SeededHash.Below(2, seed, about + " yes", picture.Name) == 0;
        var wrong = others.Where(o => o != truth).ToList();
        var named = yes ? truth : wrong[SeededHash.Below(wrong.Count, seed, about + " other", picture.Name)];
        return Ask(about, Phrases.IsIt(named), yes ? "yes" : "no");
    }
}
