using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Tests.Updating;

public sealed class DamagedJournalTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "key": null, "stream": "line" }""")]
    [InlineData("""{ "key": 7, "stream": "line" }""")]
    public async Task ARunThatIsNone_IsNamedWithItsDocument(string content)
    {
        using var stage = new Stage();
        var acceptance = await stage.SubmitAsync("garments");
        File.WriteAllText(PathOf(stage, acceptance.RunKey), content);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => stage.RunAsync());
        Assert.Contains($"streams/line/runs/{acceptance.RunKey}.json", error.Message);
        Assert.Contains("Restore it from a backup", error.Message);
        Assert.Equal(error.Message, (await Assert.ThrowsAsync<InvalidDataException>(() => stage.Log.StatusAsync(Stage.Stream, default))).Message);
    }

    [Fact]
    public async Task ARunInAnothersPlace_IsNotTakenForIt()
    {
        using var stage = new Stage();
        var (first, second) = (await stage.SubmitAsync("garments"), await stage.SubmitAsync("digits"));
        File.Copy(PathOf(stage, second.RunKey), PathOf(stage, first.RunKey), overwrite: true);
        Assert.Contains(second.RunKey, (await Assert.ThrowsAsync<InvalidDataException>(() => stage.RunAsync())).Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "stream": "line", "waiting": null }""")]
    [InlineData("""{ "stream": "line", "waiting": [ {} ] }""")]
    public async Task AStateThatIsNone_IsNamedWithItsDocument(string content)
    {
        using var stage = new Stage();
        await stage.SubmitAsync("garments");
        File.WriteAllText(stage["store/streams/line/state.json"], content);
        Assert.Contains("streams/line/state.json", (await Assert.ThrowsAsync<InvalidDataException>(() => stage.RunAsync())).Message);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("copy of a run.json")]
    [InlineData("abc.json~")]
    public async Task AnothersFileBesideTheRuns_IsNotReadAsOne(string name)
    {
        using var stage = new Stage();
        var acceptance = await stage.SubmitAsync("garments");
        File.WriteAllText(PathOf(stage, acceptance.RunKey).Replace(acceptance.RunKey + ".json", name), "not a run");
        Assert.Equal(acceptance.RunKey, Assert.Single((await stage.Log.StatusAsync(Stage.Stream, default)).Runs).Key);
        Assert.IsType<RunPromoted>(await stage.RunAsync());
    }

    private static string PathOf(Stage stage, string key) => stage[$"store/streams/line/runs/{key}.json"];
}
