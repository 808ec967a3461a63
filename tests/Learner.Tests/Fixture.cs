namespace MlopsCl.Learner.Tests;

/// <summary>Where the files lie that reference implementations computed.</summary>
internal static class Fixture
{
    public static string Path(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([AppContext.BaseDirectory, "Fixtures", .. parts]);
}
