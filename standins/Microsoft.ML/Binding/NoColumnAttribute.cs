namespace Microsoft.ML.Data;

/// <summary>Leaves a member out.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class NoColumnAttribute : Attribute
{
    /// <summary>Leaves the member out.</summary>
    public NoColumnAttribute()
    {
    }
}
