using MlopsCl.Learner;
using MlopsCl.Pipeline.Recipes;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Recipes;

public sealed class RecipeFileTests : IDisposable
{
    private const string Minimal = "stream: line\nbase: model\nmethod:\n  name: sequential\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("recipes-").FullName;

    public RecipeFileTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "model"));
        File.WriteAllText(Path.Combine(_folder, "model", "config.json"), """
            {"text_config":{"hidden_size":128,"intermediate_size":352,"num_hidden_layers":4,"num_attention_heads":4,"vocab_size":2000},
            "vision_config":{"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":2,"image_size":32,"patch_size":4},
            "torch_dtype":"float32"}
            """);
        File.WriteAllBytes(Path.Combine(_folder, "model", "model.safetensors"), new byte[1000]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_OnlyWhatIsNeeded_KeepsEveryDefault()
    {
        var recipe = Load(Minimal);
        Assert.Equal("line", recipe.Stream);
        Assert.Equal(Path.Combine(_folder, "model"), recipe.BaseModel);
        Assert.Equal("sequential", recipe.Method.Name);
        Assert.Equal(
            (3, 32, 2e-3, 8, 16.0),
            (recipe.Training.Epochs, recipe.Training.BatchSize, recipe.Training.LearningRate, recipe.Training.LoraRank, recipe.Training.LoraAlpha));
        Assert.Equal((64, 16), (recipe.Answering.BatchSize, recipe.Answering.MaxNewTokens));
        Assert.Equal((0.0, "keyed-hash", 0L), (recipe.MemoryShare, recipe.Memory.Policy, recipe.Seed));
        Assert.Equal(
            (0.02, 0.05, 0.03, 50, null),
            (recipe.Gate.MinimumGain, recipe.Gate.ForgettingBudget, recipe.Gate.AverageBudget, recipe.Gate.MinimumItems, recipe.Gate.Floor));
    }

    [Fact]
    public void Load_EverySetting_IsTaken()
    {
        var recipe = Load("""
            stream: line
            description: All of it.
            base: model
            method: {name: sequential, options: {}}
            memory: {policy: keyed-hash, share: 0.1, seed: 7}
            training: {epochs: 5, batch-size: 16, gradient-accumulation: 2, learning-rate: 1e-3, warmup-ratio: 0.1, weight-decay: 0.01,
              max-gradient-norm: 0.5, lora-rank: 4, lora-alpha: 32, lora-targets: [q_proj, v_proj], checkpoint-every-steps: 10}
            answering: {batch-size: 8, max-new-tokens: 4, temperature: 0.7, top-k: 40, top-p: 0.9, repetition-penalty: 1.1, seed: 12, stop: ["\n\n", USER]}
            gate: {mode: point, minimum-gain: 0.01, forgetting-budget: 0.2, task-budgets: {digits: 0.3}, average-budget: 0.1, minimum-items: 20, floor: 0.25}
            seed: -3
            tasks: [{name: digits, import: digits, train: 10, test: 20, quick-train: 5, quick-test: 6, seed: 9}]
            quick-epochs: 1
            """);
        Assert.Equal(("All of it.", -3L, 1), (recipe.Description, recipe.Seed, recipe.QuickEpochs));
        Assert.Equal((0.1, 7L), (recipe.Memory.Share, recipe.Memory.Seed));
        var t = recipe.Training;
        Assert.Equal(
            (5, 16, 2, 1e-3, 0.1, 0.01, 0.5, 4, 32.0, 10),
            (t.Epochs, t.BatchSize, t.GradientAccumulation, t.LearningRate, t.WarmupRatio, t.WeightDecay, t.MaxGradientNorm, t.LoraRank, t.LoraAlpha,
                t.CheckpointEverySteps));
        Assert.Equal(["q_proj", "v_proj"], t.LoraTargets);
        var a = recipe.Answering;
        Assert.Equal((8, 4, 0.7, 40, 0.9, 1.1, 12L), (a.BatchSize, a.MaxNewTokens, a.Temperature, a.TopK, a.TopP, a.RepetitionPenalty, a.Seed));
        Assert.Equal(["\n\n", "USER"], a.Stop);
        Assert.Equal(
            (0.01, 0.2, 0.3, 0.1, 20, 0.25),
            (recipe.Gate.MinimumGain, recipe.Gate.ForgettingBudget, recipe.Gate.BudgetOf("digits"), recipe.Gate.AverageBudget, recipe.Gate.MinimumItems,
                recipe.Gate.Floor));
        Assert.Equal(
            new RecipeTask { Name = "digits", Import = "digits", Train = 10, Test = 20, QuickTrain = 5, QuickTest = 6, Seed = 9 }, Assert.Single(recipe.Tasks));
        var quick = recipe.Quick();
        Assert.Equal((1, 5, 6), (quick.Training.Epochs, quick.Tasks[0].Train, quick.Tasks[0].Test));
    }

    [Fact]
    public void Load_SeveralProblems_AreToldAtOnceInTheOrderOfTheirLines()
    {
        var problems = Problems("""
            stream: Other Name
            base: nowhere
            methd: {name: sequential}
            memory: {share: 2}
            training:
              epoch: 3
              batch-size: many
              lora-targets: q_proj
            gate: {mode: guess}
            tasks:
              - name: a
                import: fashion_mnist
            seed: 1.5
            """);
        Assert.Equal(
            ["stream", "method", "base", "methd", "memory.share", "training.epoch", "training.batch-size", "training.lora-targets", "gate.mode",
                "tasks[1].import", "seed"],
            problems.Select(p => p.Key));
        Assert.Equal([1, 1, 2, 3, 4, 6, 7, 8, 9, 12, 13], problems.Select(p => p.Line));
        Assert.EndsWith("Did you mean 'method'?", problems[3].Message);
        Assert.EndsWith("Did you mean 'epochs'?", problems[5].Message);
        Assert.Contains("'2'", problems[4].Message);
        Assert.EndsWith("Did you mean 'fashion-mnist'?", problems[9].Message);
    }

    [Theory]
    [InlineData("stream: ]", 1)]
    [InlineData("stream: line\nstream: line\n", 2)]
    [InlineData("a: 1\n b: 2\n", 2)]
    public void Load_WhatIsNotYaml_NamesTheLine(string text, int line) => Assert.Equal(line, Assert.Single(Problems(text)).Line);

    [Theory]
    [InlineData("")]
    [InlineData("just a text")]
    [InlineData("- a\n- b\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    public void Load_WhatHoldsNoSettings_IsInvalid(string text) => Assert.NotEmpty(Problems(text));

    [Fact]
    public void Load_AnUnknownMethodOrOption_IsAProblemOfItsLine()
    {
        var method = Assert.Single(Problems(Minimal.Replace("sequential", "sequental", StringComparison.Ordinal)));
        Assert.Equal((4, "method.name"), (method.Line, method.Key));
        Assert.Contains("'sequential'", method.Message);
        var option = Assert.Single(Problems(Minimal + "  options: {nothing: 1}\n"));
        Assert.Equal((5, "method.options"), (option.Line, option.Key));
    }

    [Fact]
    public void Load_AnotherFileNameThanTheStream_IsAProblem()
    {
        var path = Path.Combine(_folder, "other.yml");
        File.WriteAllText(path, Minimal);
        Assert.Equal("stream", Assert.Single(Assert.Throws<RecipeInvalidException>(() => RecipeFile.Load(path)).Problems).Key);
    }

    [Fact]
    public void Load_AdapterSettingsOfPeft_AreTaken()
    {
        var t = Load(Minimal + """
            training:
              target-modules: .*language_model.*\.(q_proj|v_proj)
              lora-dropout: 0.05
              use-rslora: true
              use-dora: true
              rank-pattern: {'layers\.1\.self_attn\.q_proj': 2, q_proj: 4}
              alpha-pattern: {v_proj: 6.5}
              modules-to-save: [multi_modal_projector]
            """).Training;
        Assert.Equal((@".*language_model.*\.(q_proj|v_proj)", 0.05, true, true), (t.TargetModules!.Pattern, t.LoraDropout, t.UseRsLora, t.UseDora));
        Assert.Equal([new ModuleValue(@"layers\.1\.self_attn\.q_proj", 2), new ModuleValue("q_proj", 4)], t.RankPattern);
        Assert.Equal([new ModuleValue("v_proj", 6.5)], t.AlphaPattern);
        Assert.Equal(["multi_modal_projector"], t.ModulesToSave);
        Assert.Equal(["q_proj", "v_proj"], Load(Minimal + "training: {target-modules: [q_proj, v_proj]}\n").Training.TargetModules!.Names);
    }

    [Theory]
    [InlineData("{target-modules: [q_prj]}", "target-modules", "selects no matrix")]
    [InlineData("{target-modules: '(q_proj'}", "target-modules", "no regular expression")]
    [InlineData("{target-modules: [q_proj, embed_tokens]}", "target-modules", "embed_tokens")]
    [InlineData("{target-modules: [q_proj], lora-targets: [q_proj]}", "target-modules", "lora-targets")]
    [InlineData("{modules-to-save: [lm_head]}", "modules-to-save", "lm_head")]
    [InlineData("{use-dora: yes}", "use-dora", "'yes'")]
    [InlineData("{rank-pattern: {q_proj: 0}}", "rank-pattern.q_proj", "'0'")]
    [InlineData("{lora-dropout: 1}", "lora-dropout", "'1'")]
    public void Load_AdapterSettingsThatDoNotFit_AreProblems(string training, string key, string said)
    {
        var problem = Assert.Single(Problems(Minimal + $"training: {training}\n"));
        Assert.Equal("training." + key, problem.Key);
        Assert.Contains(said, problem.Message);
    }

    [Fact]
    public void Load_AdapterSettingsForAMethodWithAdaptersOfItsOwn_AreAProblem() =>
        Assert.Equal(
            "training.use-dora", Assert.Single(
                Problems(Minimal.Replace("sequential", "continual-llava", StringComparison.Ordinal) + "training: {use-dora: true}\n")).Key);

    [Fact]
    public void Load_NoFile_SaysSo() => Assert.Throws<FileNotFoundException>(() => RecipeFile.Load(Path.Combine(_folder, "absent.yml")));

    [Theory]
    [InlineData("description: other\n")]
    [InlineData("training: {checkpoint-every-steps: 7}\n")]
    [InlineData("training: {epochs: 3}\n")]
    [InlineData("training: {use-dora: false, lora-dropout: 0}\n")]
    [InlineData("tasks: [{name: a, import: digits}]\n")]
    [InlineData("# a comment\nseed: 0\n")]
    [InlineData("training: {precision: float32, gradient-checkpointing: true}\n")]
    public void Digest_OfWhatDoesNotChangeAResult_IsTheSame(string addition) => Assert.Equal(Load(Minimal).Digest, Load(Minimal + addition).Digest);

    [Theory]
    [InlineData("seed: 1\n")]
    [InlineData("training: {epochs: 4}\n")]
    [InlineData("training: {precision: bfloat16}\n")]
    [InlineData("memory: {share: 0.1}\n")]
    [InlineData("gate: {minimum-items: 51}\n")]
    [InlineData("gate: {task-budgets: {a: 0.1}}\n")]
    [InlineData("gate: {floor: 0.1}\n")]
    [InlineData("answering: {max-new-tokens: 5}\n")]
    [InlineData("training: {use-dora: true}\n")]
    [InlineData("answering: {temperature: 0.5}\n")]
    [InlineData("answering: {stop: [x]}\n")]
    public void Digest_OfWhatChangesAResult_IsAnother(string addition) => Assert.NotEqual(Load(Minimal).Digest, Load(Minimal + addition).Digest);

    [Fact]
    public void Find_AStreamWithoutRecipe_SuggestsTheNearest()
    {
        Load(Minimal);
        var folder = new RecipeFolder(_folder);
        Assert.Equal(["line"], folder.Streams);
        Assert.Equal("line", folder.Find("line").Stream);
        Assert.EndsWith("Did you mean 'line'?", Assert.Throws<ArgumentException>(() => folder.Find("lime")).Message);
    }

    [Fact]
    public void Make_CountsStepsAndMemory()
    {
        var plan = RecipePlan.Make(Load(Minimal + "memory: {share: 0.1}\ntraining: {gradient-accumulation: 2}\n"), samples: 1000, remembered: 400);
        Assert.Equal(3 * 16, plan.Steps); // 1000 / 64 rounded up, three times
        Assert.Equal((500, 1000L), (plan.MemorySamples, plan.BaseModelBytes));
        // rank 8 on four matrices of 128 x 128 and three of 128 x 352, in four layers
        Assert.Equal(4 * 8 * ((4 * 256) + (3 * 480)), plan.TrainableParameters);
        Assert.InRange(plan.WorkingBytes, 400L << 20, 1L << 30);
        Assert.True(plan.Fits);
        Assert.Empty(plan.Remedies);
    }

    [Fact]
    public void Make_ForADeviceThatIsTooSmall_NamesWhatWouldTakeLess_EachLessThanTheOneBefore()
    {
        var plan = RecipePlan.Make(Load(Minimal), samples: 1000, remembered: 0, "cuda", deviceBytes: 1L << 29);
        Assert.False(plan.Fits);
        Assert.Equal(["training.gradient-checkpointing: true", "training.precision: bfloat16"], plan.Remedies.Take(2).Select(remedy => remedy.Settings));
        Assert.Equal("training.batch-size: 1, training.gradient-accumulation: 32, answering.batch-size: 2", plan.Remedies[^1].Settings);
        long[] sizes = [plan.WorkingBytes, .. plan.Remedies.Select(remedy => remedy.WorkingBytes)];
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.True(sizes[^1] < sizes[0]);
    }

    [Fact]
    public void Make_ForADeviceThatIsElsewhere_KnowsNothingOfItsSize()
    {
        var plan = RecipePlan.Make(Load(Minimal), samples: 10, remembered: 0, "cuda:63");
        Assert.Null(plan.DeviceBytes);
        Assert.True(plan.Fits);
    }

    private Recipe Load(string text)
    {
        var path = Path.Combine(_folder, "line.yml");
        File.WriteAllText(path, text);
        return RecipeFile.Load(path);
    }

    private IReadOnlyList<RecipeProblem> Problems(string text) => Assert.Throws<RecipeInvalidException>(() => Load(text)).Problems;
}
