namespace MlopsCl.Pipeline.Importing;

/// <summary>A picture to be written: its name under <c>images/</c>, and its encoded bytes, made when they are asked for.</summary>
internal sealed record DraftPicture(string Name, Func<byte[]> Encode);
