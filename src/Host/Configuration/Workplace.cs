using System.CommandLine;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host;

/// <summary>What a verb works on: the settings, and the store and recipes that they name.</summary>
internal sealed class Workplace
{
    private readonly Lazy<RecipeFolder> _recipes;

    public Workplace(Settings settings, bool isQuick = false)
    {
        Settings = settings;
        Store = StoreFactory.Open(settings.Store, Clock);
        Log = new StreamLog(Store);
        _recipes = new(() => new RecipeFolder(Home.RecipesFor(settings), isQuick));
    }

    public Settings Settings { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public IStore Store { get; }

    public StreamLog Log { get; }

    public RecipeFolder Recipes => _recipes.Value;

    /// <summary>Checkpoints, unpacked datasets and caches of this machine: beside a folder store, in the user's own data otherwise.</summary>
    public string WorkFolder
    {
        get
        {
            if (Settings.Work.Length > 0)
                return Path.GetFullPath(Settings.Work);
            return Settings.Store.Contains("://", StringComparison.Ordinal)
                ? Path.Combine(UserData, "mlopscl", "work")
                : Path.Combine(Path.GetFullPath(Settings.Store), "work");
        }
    }

    // Not verified: of a folder that is not there yet, the empty text would be given, and the work would lie in the current folder.
    private static string UserData => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>A release's folders on this machine; what is not here yet is fetched.</summary>
    /// <exception cref="IOException">They cannot be kept here, or the store cannot be reached.</exception>
    public async Task<Bundle> MaterializeAsync(Release release, CancellationToken cancellation)
    {
        try
        {
            return await new ReleaseCache(Store, Path.Combine(WorkFolder, "cache")).MaterializeAsync(release, cancellation);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(
                $"Release {release.Number} cannot be kept under '{WorkFolder}': {e.Message} Set MLOPSCL_WORK to a folder that this user can write to.", e);
        }
    }

    public static Workplace Open(ParseResult parse) => new(SettingsSource.Read(parse));

    /// <summary>As <see cref="Open"/>, for verbs that only look: a folder that does not exist is a typing error, not a new store.</summary>
    public static Workplace OpenExisting(ParseResult parse)
    {
        var settings = SettingsSource.Read(parse);
        if (!settings.Store.Contains("://", StringComparison.Ordinal) && !Directory.Exists(settings.Store))
            throw new UsageException(
                $"There is no store at '{Path.GetFullPath(settings.Store)}'; check --store, or make one with 'mlopscl demo' or 'mlopscl submit'.");
        return new Workplace(settings);
    }

    /// <summary>The stream that <c>--stream</c> names; one that neither the store nor a recipe knows is a typing error.</summary>
    public Task<string> StreamAsync(ParseResult parse, CancellationToken cancellation) => StreamAsync(parse.GetValue(Shared.Stream)!, cancellation);

    /// <summary>The same name, if the store or a recipe knows it.</summary>
    /// <exception cref="UsageException">Neither does.</exception>
    public async Task<string> StreamAsync(string stream, CancellationToken cancellation)
    {
        string[] declared = Directory.Exists(Home.RecipesAt(Settings)) ? [.. Recipes.Streams] : [];
        if (declared.Contains(stream) || await IsInStoreAsync(stream, cancellation))
            return stream;
        var known = declared.Union(await Log.StreamsAsync(cancellation).ToArrayAsync(cancellation)).ToArray();
        var advice = Suggestion.Nearest(stream, known) is { } near ? $"Did you mean '{near}'?" : $"There are: {string.Join(", ", known)}.";
        throw new UsageException($"There is no stream '{stream}' in store '{Store.Address}', nor a recipe for one. {advice}");
    }

    // A name that no store can hold is in none.
    private async Task<bool> IsInStoreAsync(string stream, CancellationToken cancellation)
    {
        try
        {
            return (await Log.StateAsync(stream, cancellation)).Sequence > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The release that was asked for, or the one that serves.</summary>
    public async Task<Release> ReleaseAsync(string stream, int? number, CancellationToken cancellation) => number is { } wanted
        ? await Log.ReleaseAsync(stream, wanted, cancellation)
        : await Log.ProductionAsync(stream, cancellation)
            ?? throw new UsageException($"Stream '{stream}' has no release yet; see 'mlopscl status --stream {stream}' for what it is doing.");
}
