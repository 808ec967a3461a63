using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>Asks the promoted model about a picture that no training has shown it: the first held-out one of the last promoted task.</summary>
internal sealed class DemoQuestion(Workplace place, string stream)
{
    public async Task<DemoReport.AnswerLine?> AskAsync(IReadOnlyList<DemoEnd> ends, CancellationToken cancellation)
    {
        var last = ends.LastOrDefault(e => e.Run.State == RunState.Promoted);
        if (last is null || await place.Log.ProductionAsync(stream, cancellation) is not { } release)
            return null;
        var sample = await HeldOutAsync(last.Run, cancellation);
        var image = await SaveAsync(sample, cancellation);
        var bundle = await place.Releases.MaterializeAsync(release, cancellation);
        using var engine = LvlmEngine.Open(bundle, place.Settings.Device);
        var question = sample.Prompt.Replace("<image>", "", StringComparison.Ordinal).Trim();
        var answer = engine.Answer([new Question(question, [Picture.FromFile(image)])], new AnsweringOptions(), cancellation)[0];
        return new DemoReport.AnswerLine(image, question, answer.Text);
    }

    private async Task<Sample> HeldOutAsync(Run run, CancellationToken cancellation)
    {
        var request = new UpdateRequest(run.Stream, new TaskId(run.Task), run.DatasetAddress, run.DatasetSha256);
        var dataset = await DatasetReader.ReadAsync(request, place.Store, Path.Combine(place.WorkFolder, "unseen"), new DatasetLimits(), cancellation);
        return dataset.Test.First(s => s.Pictures.Count == 1);
    }

    private async Task<string> SaveAsync(Sample sample, CancellationToken cancellation)
    {
        var file = Path.Combine(place.WorkFolder, "unseen.png");
        await File.WriteAllBytesAsync(file, sample.Pictures[0].Read(), cancellation);
        Directory.Delete(Path.Combine(place.WorkFolder, "unseen"), recursive: true);
        return file;
    }
}
