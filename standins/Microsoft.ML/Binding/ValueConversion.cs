namespace Microsoft.ML.Data;

/// <summary>Turns single values of a member into those of a column and back: text, keys, and values that stay as they are.</summary>
internal static class ValueConversion
{
    /// <summary>From member to column; null where the value stays as it is.</summary>
    internal static Func<TMember, TRaw> ToColumn<TMember, TRaw>(DataViewType type) =>
        typeof(TMember) == typeof(string) ? (Func<TMember, TRaw>)(object)(Func<string, ReadOnlyMemory<char>>)(text => (text ?? "").AsMemory())
        : type is KeyDataViewType key ? (Func<TMember, TRaw>)Counted(key)
        : null;

    /// <summary>From column to member; null where the value stays as it is.</summary>
    internal static Func<TRaw, TMember> ToMember<TMember, TRaw>() =>
        typeof(TMember) == typeof(string) ? (Func<TRaw, TMember>)(object)(Func<ReadOnlyMemory<char>, string>)(text => text.ToString()) : null;

    // A member counts from 0, a column from 1 with 0 for what is missing or out of range.
    private static Delegate Counted(KeyDataViewType key) => key.RawType switch
    {
        var t when t == typeof(byte) => new Func<byte, byte>(v => v < key.Count ? (byte)(v + 1) : (byte)0),
        var t when t == typeof(ushort) => new Func<ushort, ushort>(v => v < key.Count ? (ushort)(v + 1) : (ushort)0),
        var t when t == typeof(uint) => new Func<uint, uint>(v => v < key.Count ? v + 1 : 0),
        _ => new Func<ulong, ulong>(v => v < key.Count ? v + 1 : 0),
    };
}
