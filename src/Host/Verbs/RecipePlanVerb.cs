using System.CommandLine;
using System.Globalization;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary><c>mlopscl recipe plan</c>.</summary>
internal static class RecipePlanVerb
{
    private static readonly Option<int> Samples = new("--samples") { Description = "Training samples of the new task.", HelpName = "count", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> Remembered = new("--remembered") { Description = "Samples that the memory holds already.", HelpName = "count" };

    public static Verb Create() => new Verb("plan", "Say what an update amounts to: steps, memory samples, bytes; nothing is loaded.", "mlopscl recipe plan quickstart --samples 4000")
    {
        RecipeVerb.Which, Samples, Remembered, Shared.Recipes, Shared.Json,
    }.Does(RunAsync);

    private static Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var (samples, remembered) = (parse.GetValue(Samples), parse.GetValue(Remembered));
        if (samples < 1 || remembered < 0)
            throw new UsageException($"--samples is {samples} and --remembered is {remembered}; there is at least 1 sample to learn, and 0 or more are remembered.");
        var recipe = RecipeVerb.Load(parse);
        var plan = RecipePlan.Make(recipe, samples, remembered);
        screen.Result(plan, () =>
        {
            screen.Line($"stream {recipe.Stream}, method {recipe.Method.Name}, {recipe.Training.Epochs} epochs in batches of {recipe.Training.BatchSize}");
            screen.Line($"steps            {plan.Steps} (stages and rehearsal batches of a method come on top)");
            screen.Line($"memory after     {plan.MemorySamples} samples");
            screen.Line($"base model       {Megabytes(plan.BaseModelBytes)} MB on disk");
            screen.Line($"working memory   about {Megabytes(plan.WorkingBytes)} MB");
        });
        return Task.FromResult(ExitCode.Done);
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
