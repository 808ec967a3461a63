namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>One emoji: its code points, its file's name, and what it is called.</summary>
internal sealed record EmojiEntry(string Unified, string Image, string? Name, string Kind, string Group);
