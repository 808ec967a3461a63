using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

public sealed class LvlmTransformerTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void Transform_ReadsNothingAndLoadsNothing_UntilAnAnswerIsRead()
    {
        var asks = new Asks(10);
        var view = _room.Transformer(_ml).Transform(asks.View(_ml));
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.Equal(0, asks.RowsRead);
        while (cursor.MoveNext())
            Assert.Equal(0, _room.Opened);
        Assert.Equal(10, asks.RowsRead);
    }

    [Fact]
    public void Answers_AreComputedInBatches_EachOnce()
    {
        var view = _room.Transformer(_ml, batchSize: 4).Transform(Asks.Of(_ml, 10));
        var replies = _ml.Data.CreateEnumerable<Reply>(view, false).ToList();
        Assert.Equal([4, 4, 2], _room.Batches);
        Assert.Equal("question 7 about 7.png", replies[7].Answer);
        Assert.Equal(0.5f, replies[7].Confidence);
        Assert.Equal([-1f, -10f], replies[7].Scores!);
    }

    [Fact]
    public void LookingAtOneRow_CostsOneBatch()
    {
        var asks = new Asks(1000);
        var view = _room.Transformer(_ml, batchSize: 8).Transform(asks.View(_ml));
        Assert.Equal("question 0 about 0.png", view.GetColumn<string>("Answer").First());
        Assert.Equal([8], _room.Batches);
        Assert.Equal(8, asks.RowsRead);
    }

    [Fact]
    public void ColumnsThatPassThrough_CostNoRunOfTheModel()
    {
        var view = _room.Transformer(_ml).Transform(Asks.Of(_ml, 6));
        Assert.Equal([0f, 1f, 2f, 3f, 4f, 5f], view.GetColumn<float>("Number"));
        Assert.Equal(0, _room.Opened);
    }

    [Fact]
    public void ABatch_WhoseAnswersAreNotRead_IsNotComputed()
    {
        var view = _room.Transformer(_ml, batchSize: 3).Transform(Asks.Of(_ml, 9));
        using var cursor = view.GetRowCursor(view.Schema);
        var answer = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"]);
        var number = cursor.GetGetter<float>(view.Schema["Number"]);
        while (cursor.MoveNext())
        {
            float value = 0;
            number(ref value);
            ReadOnlyMemory<char> text = default;
            if (value is 4 or 5)
                answer(ref text);
        }

        Assert.Equal([3], _room.Batches);
    }

    [Fact]
    public void Position_CountsFromZero_AndReadingOffARowThrows()
    {
        var view = _room.Transformer(_ml).Transform(Asks.Of(_ml, 1));
        using var cursor = view.GetRowCursor(view.Schema);
        var get = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"]);
        ReadOnlyMemory<char> text = default;
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => get(ref text));
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => get(ref text));
    }

    [Fact]
    public void AnInactiveColumn_IsOutOfRange_AndAnotherTypeIsRefused()
    {
        var view = _room.Transformer(_ml).Transform(Asks.Of(_ml, 1));
        using var cursor = view.GetRowCursor([view.Schema["Answer"]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(view.Schema["Answer.Confidence"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Answer"]));
        Assert.Throws<ArgumentNullException>(() => view.GetRowCursor(null!));
    }

    [Fact]
    public void RowIdsCountAndShuffling_AreTheSources()
    {
        var source = _ml.Data.Cache(Asks.Of(_ml, 5));
        var view = _room.Transformer(_ml, batchSize: 2).Transform(source);
        Assert.True(view.CanShuffle);
        Assert.Equal(5, view.GetRowCount());
        using var cursor = view.GetRowCursor(view.Schema, new Random(3));
        var (number, id, answer) =
            (cursor.GetGetter<float>(view.Schema["Number"]), cursor.GetIdGetter(), cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Answer"]));
        var seen = new List<float>();
        while (cursor.MoveNext())
        {
            (float value, DataViewRowId row, ReadOnlyMemory<char> text) = (0, default, default);
            number(ref value);
            id(ref row);
            answer(ref text);
            Assert.Equal(new DataViewRowId((ulong)value, 0), row);
            Assert.Equal($"question {value} about {value}.png", text.ToString());
            seen.Add(value);
        }

        Assert.NotEqual([0f, 1f, 2f, 3f, 4f], seen);
        Assert.Equal([0f, 1f, 2f, 3f, 4f], seen.Order());
    }

    [Fact]
    public void TheSchema_HasThreeColumnsNamedAfterTheOutput()
    {
        var schema = _room.Transformer(_ml, output: "Reply").GetOutputSchema(Asks.Of(_ml, 1).Schema);
        Assert.Equal(["Image", "Prompt", "Number", "Reply", "Reply.Confidence", "Reply.Scores"], schema.Select(c => c.Name));
        Assert.Equal(TextDataViewType.Instance, schema["Reply"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Reply.Confidence"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single), schema["Reply.Scores"].Type);
    }

    [Fact]
    public void AnAnswererInAChain_FeedsTheStepsAfterIt()
    {
        var data = Asks.Of(_ml, 3);
        var chain = _ml.Transforms.CopyColumns("Kept", "Prompt")
            .Append(new LvlmAnswerer(_room.Transformer(_ml)))
            .Append(_ml.Transforms.CopyColumns("Copy", "Answer"))
            .Append(_ml.Transforms.DropColumns("Image"));
        var output = chain.Fit(data).Transform(data);
        Assert.Equal(["question 0 about 0.png", "question 1 about 1.png", "question 2 about 2.png"], output.GetColumn<string>("Copy"));
        Assert.Null(output.Schema.GetColumnOrNull("Image"));
    }

    [Fact]
    public void CachedAnswers_AreComputedOnce()
    {
        var view = _ml.Data.Cache(_room.Transformer(_ml).Transform(Asks.Of(_ml, 5)));
        Assert.Equal(view.GetColumn<string>("Answer"), view.GetColumn<string>("Answer"));
        Assert.Equal(5, _room.Asked);
    }

    [Fact]
    public void APredictionEngine_RunsOncePerObject_AndLeavesTheTransformerUsable()
    {
        var transformer = _room.Transformer(_ml);
        using (var engine = _ml.Model.CreatePredictionEngine<Ask, Reply>(transformer))
        {
            Assert.Equal("question 3 about 3.png", engine.Predict(Ask.Of(3)).Answer);
            Assert.Equal("question 4 about 4.png", engine.Predict(Ask.Of(4)).Answer);
        }

        Assert.Equal([1, 1], _room.Batches);
        Assert.Equal(1, _room.Closed);
        Assert.Equal("question 0 about 0.png", transformer.Transform(Asks.Of(_ml, 1)).GetColumn<string>("Answer").Single());
        Assert.Equal(2, _room.Opened);
    }

    [Fact]
    public void ACancelledToken_StopsBeforeTheModelRuns()
    {
        using var source = new CancellationTokenSource();
        var view = _room.Transformer(_ml, cancellation: source.Token).Transform(Asks.Of(_ml, 2));
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => view.GetColumn<string>("Answer").ToList());
        Assert.Equal(0, _room.Asked);
    }
}
