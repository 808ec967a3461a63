using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Prompting;

/// <summary>Expected ids and labels: the batch that the reference implementation trained PEFT's adapters on.</summary>
public sealed class SamplePreparationTests
{
    [Fact]
    public void Prepare_OfTheReferenceConversations_GivesReferenceIdsAndLabels()
    {
        (string Question, string Answer)[] conversations = [
            ("What is it?", "A small drawing."), ("Colour?", "red"), ("Count them.", "there are three of them"), ("Yes or no?", "no")];
        var expected = TensorFile.Read(Fixture.Path("peft-lora", "expected.safetensors"), CPU);
        var preparation = new SamplePreparation(Tokenizer.Load(Fixture.Path("llava")), LlavaConfigFile.Read(Fixture.Path("llava")));
        for (var index = 0; index < conversations.Length; index++)
        {
            var (question, answer) = conversations[index];
            var sample = new Sample("s", "t", [Picture.FromBytes(new byte[] { 1 })], [new Turn(Speaker.Human, question), new Turn(Speaker.Assistant, answer)]);
            var prepared = preparation.Prepare(sample, isMemory: false);
            var real = (int)expected["attention_mask"][index].sum().item<long>();
            Assert.Equal(expected["input_ids"][index].data<long>().Take(real).Select(id => (int)id), prepared.Ids);
            Assert.Equal(expected["labels"][index].data<long>().Take(real).Select(id => (int)id), prepared.Labels);
            Assert.Equal(sample.ComputeDigest(), prepared.Digest);
        }
    }

    [Fact]
    public void Prepare_OfAQuestion_GivesTheTokensOfTheSampleUpToItsAnswer()
    {
        var preparation = new SamplePreparation(Tokenizer.Load(Fixture.Path("llava")), LlavaConfigFile.Read(Fixture.Path("llava")));
        var picture = Picture.FromBytes(new byte[] { 1 });
        var sample = preparation.Prepare(
            new Sample("s", "t", [picture], [new Turn(Speaker.Human, "<image>\nColour?"), new Turn(Speaker.Assistant, "red")]), isMemory: false);
        var question = preparation.Prepare(new Question("Colour?", [picture]));
        Assert.Equal(sample.Ids.Take(question.Ids.Length), question.Ids);
        Assert.All(sample.Labels.Take(question.Ids.Length), label => Assert.Equal(-100, label));
        Assert.DoesNotContain(-100, sample.Labels.Skip(question.Ids.Length));
        Assert.Equal(sample.InstructionIds, question.InstructionIds);
    }

    [Fact]
    public void Prepare_OfAQuestionWithItsHistory_GivesTheTokensOfTheConversationUpToItsLastAnswer()
    {
        var preparation = new SamplePreparation(Tokenizer.Load(Fixture.Path("llava")), LlavaConfigFile.Read(Fixture.Path("llava")));
        Turn[] turns =
        [
            new(Speaker.Human, "<image>\nColour?"), new(Speaker.Assistant, "red"), new(Speaker.Human, "Are you sure?"), new(Speaker.Assistant, "yes"),
        ];
        var sample = new Sample("s", "t", [Picture.FromBytes(new byte[] { 1 })], turns);
        var whole = preparation.Prepare(sample, isMemory: false);
        var question = preparation.Prepare(Question.Of(sample));
        Assert.Equal(whole.Ids.Take(question.Ids.Length), question.Ids);
        Assert.DoesNotContain(-100, whole.Labels.Skip(question.Ids.Length));
        Assert.All(question.Labels, label => Assert.Equal(-100, label));
        Assert.Equal(whole.InstructionIds, question.InstructionIds);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("2026")]
    [InlineData("red")]
    public void Prepare_InThePublishedTemplate_LearnsAllThatFollowsTheQuestion(string answer)
    {
        var preparation = PromptFormat.Load(Fixture.Path("llava")).Prepare(LlavaConfigFile.Read(Fixture.Path("llava")));
        var picture = Picture.FromBytes(new byte[] { 1 });
        var sample = preparation.Prepare(
            new Sample("s", "t", [picture], [new Turn(Speaker.Human, "<image>\nWhich?"), new Turn(Speaker.Assistant, answer)]), isMemory: false);
        var question = preparation.Prepare(new Question("Which?", [picture]));
        Assert.Equal(sample.Ids.Take(question.Ids.Length), question.Ids);
        Assert.All(sample.Labels.Take(question.Ids.Length), label => Assert.Equal(-100, label));
        Assert.Equal(sample.Ids.Skip(question.Ids.Length), sample.Labels.Skip(question.Ids.Length));
    }

    [Fact]
    public void Render_WithMoreMarkersThanPictures_SaysHowMany()
    {
        var error = Assert.Throws<ArgumentException>(() => ChatTemplate.Render(new Question("<image><image> Which?", [Picture.FromBytes(default)])));
        Assert.Contains("2 markers <image> for 1 pictures", error.Message);
    }

    [Fact]
    public void Render_OfTurnsThatDoNotAlternate_NamesTheTurn()
    {
        var error = Assert.Throws<ArgumentException>(() => ChatTemplate.Render([new Turn(Speaker.Human, "a"), new Turn(Speaker.Human, "b")], pictures: 0));
        Assert.Contains("Turn 1", error.Message);
    }
}
