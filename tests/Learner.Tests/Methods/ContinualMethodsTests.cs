using MlopsCl.Learner.Methods;

namespace MlopsCl.Learner.Tests.Methods;

public sealed class ContinualMethodsTests
{
    [Fact]
    public void Create_WithWrongOptions_NamesAllProblemsAtOnce()
    {
        var choice = new MethodChoice(
            "lvlm-cl", new Dictionary<string, string> { ["alpha"] = "2", ["memory-mix"] = "some", ["visual-prompt"] = "yes", ["colour"] = "red" });
        var error = Assert.Throws<ArgumentException>(() => ContinualMethods.Create(choice));
        Assert.All(
            ["alpha is '2'", "memory-mix is 'some'", "visual-prompt is 'yes'", "colour is no option"], problem => Assert.Contains(problem, error.Message));
    }

    [Theory]
    [InlineData("entries", "2", "from 4 to 4096")]
    [InlineData("threshold", "1.1", "a number from -1 to 1")]
    [InlineData("allocation", "random", "one of fresh, cosine")]
    public void Create_WithPoolOptionOutOfRange_SaysValueAndRule(string option, string value, string rule)
    {
        var error = Assert.Throws<ArgumentException>(
            () => ContinualMethods.Create(new MethodChoice("continual-llava", new Dictionary<string, string> { [option] = value })));
        Assert.Contains($"{option} is '{value}'", error.Message);
        Assert.Contains(rule, error.Message);
    }

    [Fact]
    public void Create_OfEveryName_GivesAMethod()
    {
        Assert.Equal(["continual-llava", "lvlm-cl", "replay", "sequential"], ContinualMethods.Names);
        Assert.All(ContinualMethods.Names, name => Assert.NotNull(ContinualMethods.Create(new MethodChoice(name))));
    }
}
