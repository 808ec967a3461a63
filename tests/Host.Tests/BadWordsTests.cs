namespace MlopsCl.Host.Tests;

public sealed class BadWordsTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("releases")]
    [InlineData("watch")]
    [InlineData("memory", "ls")]
    [InlineData("ask", "What?")]
    public async Task A_store_that_does_not_exist_is_a_usage_error_and_is_not_made(params string[] words)
    {
        var absent = Path.Combine(Path.GetTempPath(), "mlopscl-absent-store");
        var run = await Run.Of([.. words, "--store", absent]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(absent, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(absent));
    }

    [Fact]
    public async Task A_dataset_that_does_not_exist_is_a_usage_error_that_names_the_path()
    {
        using var site = new Site();
        var run = await site.SubmitAsync("warmth", site["no-such-dataset"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(site["no-such-dataset"], run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_does_not_exist_is_told_before_anything_is_loaded()
    {
        var run = await Run.Of("ask", "--image", "no-such-picture.png", "What?");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such-picture.png", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_stream_gets_a_suggestion()
    {
        using var site = new Site();
        var run = await site.RunAsync("submit", "--stream", "colour", "--task", "warmth", "--dataset", site.Dataset(TinyTask.Warmth));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("colours", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_name_that_breaks_the_rule_is_refused_with_the_rule()
    {
        using var site = new Site();
        var run = await site.SubmitAsync("Warmth!", site.Dataset(TinyTask.Warmth));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("lower-case letters", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_with_a_mistyped_key_is_refused_with_line_and_suggestion()
    {
        using var site = new Site();
        var file = site[$"streams/{Site.Stream}.yml"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("epochs:", "epoch:", StringComparison.Ordinal));
        var run = await Run.Of("recipe", "validate", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("epoch", run.Output, StringComparison.Ordinal);
        Assert.Contains("epochs", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_can_be_planned_without_loading_the_model()
    {
        using var site = new Site(epochs: 4);
        var run = await Run.Of("recipe", "plan", site[$"streams/{Site.Stream}.yml"], "--samples", "100", "--json");
        Assert.Equal(0, run.ExitCode);
        // 100 samples in batches of 8 are 13 steps; 4 epochs; half of the samples is remembered.
        Assert.Contains("\"steps\": 52", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"memory_samples\": 50", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_is_validated_with_every_problem_in_one_go()
    {
        using var site = new Site();
        var folder = site.Dataset(TinyTask.Warmth);
        File.Delete(Path.Combine(folder, "images", "train-1.png"));
        File.Delete(Path.Combine(folder, "images", "test-25.png"));
        var run = await Run.Of("dataset", "validate", folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("train-1.png", run.Output, StringComparison.Ordinal);
        Assert.Contains("test-25.png", run.Output, StringComparison.Ordinal);
    }
}
