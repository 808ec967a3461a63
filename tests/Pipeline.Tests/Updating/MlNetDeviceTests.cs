using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class MlNetDeviceTests
{
    [Fact]
    public void Answer_OfAConversation_IsThatOfTheModelAskedWithItsHistory()
    {
        var bundle = new Bundle(Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava"));
        var options = new AnsweringOptions { MaxNewTokens = 12 };
        var picture = Picture.FromBytes(PngEncoder.Encode(new Rgb24Image(2, 2, [.. Enumerable.Repeat((byte)90, 12)])));
        Turn[] turns =
        [
            new(Speaker.Human, "<image>\nWhat is the colour?"), new(Speaker.Assistant, "red"), new(Speaker.Human, "And the shape?"), new(Speaker.Assistant, "round"),
        ];
        var sample = new Sample("s", "t", [picture], turns);
        using var engine = LvlmEngine.Open(bundle);
        var asked = engine.Answer([Question.Of(sample), new Question(sample.Prompt, sample.Pictures)], options);
        Assert.NotEqual(asked[0].Text, asked[1].Text);
        Assert.Equal([asked[0].Text], new MlNetDevice("cpu").Answer(bundle, [sample], options, default));
    }
}
