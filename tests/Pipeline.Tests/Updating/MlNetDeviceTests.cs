using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class MlNetDeviceTests
{
    [Fact]
    public void Learn_GivesTheVeryAdapterThatTheLearnerGives()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava");
        Sample[] samples = [.. Enumerable.Range(0, 6).Select(i => Lesson("new", i))], memory = [.. Enumerable.Range(6, 3).Select(i => Lesson("old", i))];
        var (method, training) = (new MethodChoice("replay"), new TrainingOptions { Epochs = 1, BatchSize = 4 });
        var order = new LearnOrder(model, null, folder["one"], null, folder["features"], "joint", samples, memory, method, training, new AnsweringOptions(), 5);
        var request = new LearningRequest
        {
            BaseModelFolder = model, OutputFolder = folder["other"], Task = "joint", Samples = samples, Memory = memory, Method = method,
            Training = training, Seed = 5,
        };
        Assert.Equal(Learning.Run(request, null, default).AdapterSha256, new MlNetDevice("cpu").Learn(order, null, default).AdapterSha256);
    }

    [Fact]
    public void Answer_OfAConversation_IsThatOfTheModelAskedWithItsHistory()
    {
        var bundle = new Bundle(Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava"));
        var options = new AnsweringOptions { MaxNewTokens = 12 };
        var picture = Picture.FromBytes(PngEncoder.Encode(new Rgb24Image(2, 2, [.. Enumerable.Repeat((byte)90, 12)])));
        Turn[] turns =
        [
            new(Speaker.Human, "<image>\nWhat is the colour?"), new(Speaker.Assistant, "red"), new(Speaker.Human, "And the shape?"),
            new(Speaker.Assistant, "round"),
        ];
        var sample = new Sample("s", "t", [picture], turns);
        using var engine = LvlmEngine.Open(bundle);
        var asked = engine.Answer([Question.Of(sample), new Question(sample.Prompt, sample.Pictures)], options);
        Assert.NotEqual(asked[0].Text, asked[1].Text);
        Assert.Equal([asked[0].Text], new MlNetDevice("cpu").Answer(bundle, [sample], options, default));
    }

    private static Sample Lesson(string task, int number) => new(
        $"{task}-{number}", task, [Picture.FromBytes(PngEncoder.Encode(new Rgb24Image(2, 2, [.. Enumerable.Repeat((byte)(number * 20), 12)])))],
        [new Turn(Speaker.Human, $"<image>\nWhat is {number}?"), new Turn(Speaker.Assistant, $"{number}")]);
}
