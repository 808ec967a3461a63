namespace MlopsCl.Pipeline.Importing;

/// <summary>A record to be written: pictures, and exchanges of question and answer; the first question shows the pictures.</summary>
internal sealed record DraftRecord(string Id, IReadOnlyList<DraftPicture> Pictures, IReadOnlyList<DraftExchange> Exchanges)
{
    public DraftRecord(string id, DraftPicture picture, string question, string answer)
        : this(id, [picture], [new DraftExchange(question, answer)])
    {
    }
}
