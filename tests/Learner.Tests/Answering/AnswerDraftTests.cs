using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Tests.Answering;

public sealed class AnswerDraftTests
{
    private const int EndToken = 2;
    private static readonly Tokenizer Reference = Tokenizer.Load(Fixture.Path("tokenizer-llama"));

    [Theory]
    [InlineData("two  spaces and a  tab\tor two")]
    [InlineData("\n blanks at either end \n\n ")]
    [InlineData("emoji 🙂 and 漢字 in bytes")]
    public void Pieces_OfAnyText_AreTheAnswersTextAndNeverHalfACharacter(string text)
    {
        var pieces = new List<string>();
        var draft = new AnswerDraft(Reference, [EndToken], [], pieces.Add);
        foreach (var token in Reference.Encode(text, addSpecialTokens: false))
            Assert.True(draft.Add(token, -1));
        Assert.False(draft.Add(EndToken, -1));
        var answer = draft.Finish();
        Assert.Equal(text.Trim(), answer.Text);
        Assert.Equal(answer.Text, string.Concat(pieces));
        Assert.True(pieces.Count > 2, "the text came in one piece");
        Assert.All(pieces, piece => Assert.DoesNotContain('\uFFFD', piece));
        Assert.Equal(AnswerEnd.EndToken, answer.End);
        Assert.Equal(MathF.Exp(-1), answer.Confidence, 1e-6f);
    }

    // A model may end its answers with a token that its tokenizer does not call special.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Finish_AfterAnEndTokenThatIsAWord_LeavesItOut(bool isStreamed)
    {
        var (ids, pieces) = (Reference.Encode("a boat", addSpecialTokens: false), new List<string>());
        var end = Reference.Encode("boat", addSpecialTokens: false)[^1];
        var draft = new AnswerDraft(Reference, [end], [], isStreamed ? pieces.Add : null);
        Assert.False(ids.All(token => draft.Add(token, -1)));
        var answer = draft.Finish();
        Assert.Equal((Reference.Decode(ids.TakeWhile(token => token != end).ToArray()).Trim(), AnswerEnd.EndToken), (answer.Text, answer.End));
        Assert.Equal(isStreamed ? answer.Text : "", string.Concat(pieces));
    }

    [Theory]
    [InlineData("red, then blue and green", "blue", "red, then")]
    [InlineData("one\n\ntwo", "\n\n", "one")]
    [InlineData("a boat USER: and", "USER:", "a boat")]
    public void Finish_AfterAStopText_HoldsWhatCameBeforeIt(string text, string stop, string expected)
    {
        var pieces = new List<string>();
        var draft = new AnswerDraft(Reference, [EndToken], ["never", stop], pieces.Add);
        Assert.Contains(Reference.Encode(text, addSpecialTokens: false), token => !draft.Add(token, -1));
        var answer = draft.Finish();
        Assert.Equal((expected, AnswerEnd.StopText), (answer.Text, answer.End));
        Assert.Equal(expected, string.Concat(pieces));
    }

    [Fact]
    public void Pieces_ThatMightBecomeAStopText_WaitUntilTheyDoNot()
    {
        var pieces = new List<string>();
        var draft = new AnswerDraft(Reference, [EndToken], ["bluebell"], pieces.Add);
        foreach (var token in Reference.Encode("a blue bell", addSpecialTokens: false))
        {
            Assert.True(draft.Add(token, -1));
            Assert.False(string.Concat(pieces).EndsWith('b'), "the beginning of a stop text was given away");
        }

        Assert.Equal(("a blue bell", AnswerEnd.Length), (draft.Finish().Text, draft.Finish().End));
        Assert.Equal("a blue bell", string.Concat(pieces));
    }
}
