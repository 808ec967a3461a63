using System.CommandLine;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Host;

/// <summary><c>mlopscl memory show</c>.</summary>
internal static class MemoryShowVerb
{
    private static readonly Argument<string> Sample = new("sample")
    {
        Description = "The beginning of a sample's digest (4 digits or more), or its record's name.",
    };
    private static readonly Option<string?> Save = new("--save") { Description = "A folder to write its pictures to.", HelpName = "folder" };

    public static Verb Create() => new Verb("show", "Show one remembered sample.", "mlopscl memory show 3fa2b1 --save ./pictures")
    {
        Sample, Save, Shared.Stream, MemoryVerb.Number, Shared.Store, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var bank = new MemoryBank(place.Store, place.Clock);
        var (stream, release) = (await place.StreamAsync(parse, cancellation), parse.GetValue(MemoryVerb.Number));
        var entry = await bank.ShowAsync(stream, release, parse.GetValue(Sample)!, cancellation);
        var saved = parse.GetValue(Save) is { } folder
            ? await SaveAsync(bank, await bank.ListAsync(stream, release, cancellation), entry, Path.GetFullPath(folder), cancellation)
            : [];
        var line = MemoryLine.Of(entry);
        screen.Result(new { entry = line, saved }, () =>
        {
            screen.Line($"sample    {line.Sample}");
            screen.Line($"task      {line.Task}, record {line.Id}{(line.Subject is null ? "" : $", subject {line.Subject}")}");
            screen.Line($"source    dataset {line.Source}, priority {line.Priority}");
            foreach (var turn in entry.Sample.Turns)
                screen.Line($"{turn.Speaker.ToString().ToLowerInvariant(),-9} {turn.Text}");
            foreach (var file in saved)
                screen.Line($"saved     {file}");
        });
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<string>> SaveAsync(
        MemoryBank bank, MemoryManifest manifest, MemoryEntry entry, string folder, CancellationToken cancellation)
    {
        var unpacked = Directory.CreateTempSubdirectory("mlopscl-memory-").FullName;
        try
        {
            Directory.CreateDirectory(folder);
            var saved = new List<string>();
            foreach (var picture in await bank.PicturesAsync(manifest, entry, unpacked, cancellation))
            {
                var bytes = picture.Read();
                saved.Add(Path.Combine(folder, $"{entry.Sample.Digest[..12]}-{saved.Count + 1}{Ending(bytes.Span)}"));
                await File.WriteAllBytesAsync(saved[^1], bytes, cancellation);
            }
            return saved;
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    // By the first byte of the three kinds of picture that a dataset may hold.
    private static string Ending(ReadOnlySpan<byte> picture) => picture[0] switch
    {
        0x89 => ".png",
        0xFF => ".jpg",
        _ => ".webp",
    };
}
