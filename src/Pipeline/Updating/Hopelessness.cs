namespace MlopsCl.Pipeline.Updating;

/// <summary>Tells errors that every other attempt of a run would meet again from those that may pass.</summary>
internal static class Hopelessness
{
    /// <summary>
    /// Whether nothing but another request, recipe or release can help. An <see cref="ArgumentException"/> is one: what was asked for contradicts itself or
    /// what was learned before, such as a recipe with another method than the state's.
    /// </summary>
    public static bool IsCertain(Exception error) => ErrorText.CauseOf(error) is ArgumentException or HopelessRunException;

    /// <summary>Whether a file holds what cannot be used. While the file stays the same, so does the error.</summary>
    public static bool IsOfData(Exception error) =>
        ErrorText.CauseOf(error) is InvalidDataException or FormatException or KeyNotFoundException or FileNotFoundException;
}
