using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner.Models;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary><c>mlopscl recipe plan</c>.</summary>
internal static class RecipePlanVerb
{
    private static readonly Option<int> Samples = new("--samples")
    {
        Description = "Training samples of the new task.", HelpName = "count", DefaultValueFactory = _ => 1000,
    };
    private static readonly Option<int> Remembered = new("--remembered") { Description = "Samples that the memory holds already.", HelpName = "count" };
    private static readonly Option<double?> DeviceMemory = new("--device-memory")
    {
        Description = "What the device has, where it is not on this machine.", HelpName = "GB",
    };

    public static Verb Create() => new Verb(
        "plan", "Say what an update amounts to: steps, memory samples, bytes on the device; nothing is loaded. Exit code 1: it will not fit.",
        "mlopscl recipe plan quickstart --samples 4000 --device cuda --device-memory 80")
    {
        RecipeVerb.Which, Samples, Remembered, DeviceMemory, Shared.Recipes, Shared.Device, Shared.Json,
    }.Does(RunAsync);

    private static Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var (samples, remembered) = (parse.GetValue(Samples), parse.GetValue(Remembered));
        if (samples < 1 || remembered < 0)
            throw new UsageException(
                $"--samples is {samples} and --remembered is {remembered}; there is at least 1 sample to learn, and 0 or more are remembered.");
        var recipe = RecipeVerb.Load(parse);
        var bytes = (long?)(parse.GetValue(DeviceMemory) * 1e9);
        var plan = RecipePlan.Make(recipe, samples, remembered, parse.GetValue(Shared.Device) ?? "cpu", bytes);
        screen.Result(plan, () => Write(screen, recipe, plan));
        return Task.FromResult(plan.Fits ? ExitCode.Done : ExitCode.No);
    }

    private static void Write(Screen screen, Recipe recipe, RecipePlan plan)
    {
        var (training, estimate) = (recipe.Training, plan.Estimate);
        screen.Line($"stream {recipe.Stream}, method {recipe.Method.Name}, {training.Epochs} epochs in batches of {training.BatchSize}");
        screen.Line($"steps            {plan.Steps} (stages and rehearsal batches of a method come on top)");
        screen.Line($"memory after     {plan.MemorySamples} samples");
        screen.Line(
            string.Create(CultureInfo.InvariantCulture, $"trained          {plan.TrainableParameters:N0} parameters (one LoRA; " +
                $"a method's own tensors come on top)"));
        screen.Line($"base model       {Megabytes(plan.BaseModelBytes)} MB on disk");
        screen.Line($"on {plan.Device}, about:");
        screen.Line($"  weights        {Megabytes(estimate.Weights)} MB ({(training.Precision == WeightPrecision.Float32 ? "float32" : "bfloat16")})");
        screen.Line($"  adapters       {Megabytes(estimate.Adapters)} MB with gradients (one LoRA; a pool grows by task)");
        screen.Line($"  optimizer      {Megabytes(estimate.Optimizer)} MB");
        screen.Line($"  activations    {Megabytes(estimate.KeptActivations)} MB, {Megabytes(estimate.RecomputedActivations)} MB with gradient checkpointing " +
            $"(which is {(estimate.Recomputes ? "on" : "off")})");
        screen.Line($"  key-value cache {Megabytes(estimate.KeyValueCache)} MB and {Megabytes(estimate.AnsweringActivations)} MB of activations in answering");
        screen.Line($"  runtime        {Megabytes(estimate.Runtime)} MB");
        screen.Line($"working memory   about {Megabytes(plan.WorkingBytes)} MB: " +
            $"training {Megabytes(estimate.Training)}, answering {Megabytes(estimate.Answering)}");
        if (plan.DeviceBytes is { } bytes)
            screen.Line($"{plan.Device,-16} {Megabytes(bytes)} MB: {(plan.Fits ? "it fits" : "it will not fit")}");
        else
            screen.Line($"{plan.Device,-16} not on this machine; say what it has with --device-memory");
        foreach (var remedy in plan.Remedies)
            screen.Line($"  with {remedy.Settings}: {Megabytes(remedy.WorkingBytes)} MB{(remedy.WorkingBytes <= plan.DeviceBytes ? ", which fits" : "")}");
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
