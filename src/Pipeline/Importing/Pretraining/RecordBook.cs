namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>Collects what is asked about one picture, and makes records of it.</summary>
/// <param name="seed">Phrasings and orders derive from it.</param>
/// <param name="topic">What sort of picture it is; the kinds of its questions are named after it.</param>
/// <param name="picture">The picture.</param>
/// <param name="subject">What pictures of the same thing share: they are held out together; null for a picture of its own.</param>
internal sealed class RecordBook(long seed, string topic, DraftPicture picture, string? subject = null)
{
    private const int MostExchanges = 4;
    private readonly List<(string About, DraftExchange Exchange)> _asked = [];

    /// <summary>The picture's file name.</summary>
    public string Picture => picture.Name;

    /// <summary>What decides whether it is held out.</summary>
    public string Subject => subject ?? picture.Name;

    /// <summary>How many questions there are.</summary>
    public int Count => _asked.Count;

    private string Name => Path.GetFileNameWithoutExtension(picture.Name);

    /// <summary>Adds a question in one of its phrasings; nothing when the answer is null.</summary>
    public RecordBook Ask(string about, IReadOnlyList<string> ways, string? answer)
    {
        if (answer is not null)
            _asked.Add((about, new DraftExchange(Phrases.Choose(ways, seed, $"{Name}-{about}"), answer)));
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

    /// <summary>One record a question, for examination.</summary>
    public IEnumerable<DraftRecord> Questions() =>
        _asked.Select(a => new DraftRecord($"{Name}-{a.About}", [picture], [a.Exchange]) { Category = $"{topic}: {a.About}" });

    /// <summary>
    /// <paramref name="count"/> conversations about the picture, each of up to four questions in an order of its own: a picture's features are computed once
    /// for all questions of a conversation, and whatever is asked first must be answered from the picture alone.
    /// </summary>
    public IEnumerable<DraftRecord> Conversations(int count) => Enumerable.Range(1, _asked.Count == 0 ? 0 : count).Select(Conversation);

    private DraftRecord Conversation(int number)
    {
        var order = SeededHash.Shuffle(_asked, seed, $"conversation {number}", a => $"{Name}-{a.About}");
        return new DraftRecord($"{Name}-talk-{number}", [picture], [.. order.Take(MostExchanges).Select(a => a.Exchange)]);
    }
}
