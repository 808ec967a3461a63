using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Importing;

/// <summary>A record to be written: pictures, and turns with one marker per picture, human first.</summary>
internal sealed record DraftRecord(string Id, IReadOnlyList<DraftPicture> Pictures, IReadOnlyList<Turn> Turns)
{
    /// <summary>The kind of question that it asks; null when it has none.</summary>
    public string? Category { get; init; }

    /// <summary>Exchanges of question and answer; the first question shows the pictures.</summary>
    public DraftRecord(string id, IReadOnlyList<DraftPicture> pictures, IReadOnlyList<DraftExchange> exchanges)
        : this(id, pictures, [.. exchanges.SelectMany((exchange, i) => exchange.Turns(i == 0 ? pictures.Count : 0))])
    {
    }

    public DraftRecord(string id, DraftPicture picture, string question, string answer)
        : this(id, [picture], [new DraftExchange(question, answer)])
    {
    }
}
