using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which columns the members of a class stand for. Change it before use to rename or retype columns.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>The column of a name; setting one that is not there adds it.</summary>
    /// <param name="columnName">Case-sensitive.</param>
    /// <value>Null where there is no such column.</value>
    /// <exception cref="ArgumentOutOfRangeException">The column that is set has another name.</exception>
    public Column this[string columnName]
    {
        get => Find(c => c.ColumnName == columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
                throw new ArgumentOutOfRangeException(
                    nameof(columnName), $"The column is named '{value.ColumnName}' and is set as '{columnName}'. Use one name.");
            var index = FindIndex(c => c.ColumnName == columnName);
            if (index < 0)
                Add(value);
            else
                this[index] = value;
        }
    }

    /// <summary>The columns of a class by its public members and their attributes, fields before properties.</summary>
    /// <param name="userType">The class.</param>
    /// <param name="direction">Whether the members must be readable, writable or either.</param>
    /// <returns>A definition of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A member has a type that no column has, or two have one column name.</exception>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (var member in MembersOf(userType, direction))
        {
            var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (definition[name] is not null)
                throw new ArgumentOutOfRangeException(nameof(userType), $"{userType} has two members for column '{name}'. Rename one with ColumnName.");
            definition.Add(new Column(member.Name, name, MemberTypes.ColumnTypeOf(member)));
        }

        return definition;
    }

    private static IEnumerable<MemberInfo> MembersOf(Type userType, Direction direction)
    {
        const BindingFlags Mine = BindingFlags.Public | BindingFlags.Instance;
        var properties = userType.GetProperties(Mine).Where(p => p.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && p.GetGetMethod() is not null)
                || (direction.HasFlag(Direction.Write) && p.GetSetMethod() is not null)));
        return userType.GetFields(Mine).Cast<MemberInfo>().Concat(properties).Where(m => m.GetCustomAttribute<NoColumnAttribute>() is null);
    }
}
