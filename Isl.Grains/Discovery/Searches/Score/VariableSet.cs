using System.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>A set of variables by index, as a value: a key for tables of local scores.</summary>
/// <param name="W0">Variables 0 to 63.</param>
/// <param name="W1">Variables 64 to 127.</param>
/// <param name="W2">Variables 128 to 191.</param>
/// <param name="W3">Variables 192 to 255.</param>
internal readonly record struct VariableSet(ulong W0, ulong W1, ulong W2, ulong W3)
{
    /// <summary>Indices must be below this.</summary>
    public const int Capacity = 256;

    /// <summary>Number of members.</summary>
    public int Count => BitOperations.PopCount(W0) + BitOperations.PopCount(W1) + BitOperations.PopCount(W2) + BitOperations.PopCount(W3);

    /// <summary>Is it empty?</summary>
    public bool IsEmpty => (W0 | W1 | W2 | W3) == 0;

    public static VariableSet operator |(VariableSet a, VariableSet b) => new(a.W0 | b.W0, a.W1 | b.W1, a.W2 | b.W2, a.W3 | b.W3);

    public static VariableSet operator &(VariableSet a, VariableSet b) => new(a.W0 & b.W0, a.W1 & b.W1, a.W2 & b.W2, a.W3 & b.W3);

    public static VariableSet operator -(VariableSet a, VariableSet b) => new(a.W0 & ~b.W0, a.W1 & ~b.W1, a.W2 & ~b.W2, a.W3 & ~b.W3);

    /// <summary>The set of one variable.</summary>
    public static VariableSet Of(int variable) => (variable >> 6) switch
    {
        0 => new(1UL << variable, 0, 0, 0),
        1 => new(0, 1UL << variable, 0, 0),
        2 => new(0, 0, 1UL << variable, 0),
        3 => new(0, 0, 0, 1UL << variable),
        _ => throw new ArgumentOutOfRangeException(nameof(variable), variable, $"A set holds variables below {Capacity}."),
    };

    /// <summary>The columns set in a row of flags.</summary>
    public static VariableSet Of(ReadOnlySpan<ulong> row) =>
        new(row[0], row.Length > 1 ? row[1] : 0, row.Length > 2 ? row[2] : 0, row.Length > 3 ? row[3] : 0);

    /// <summary>Is a variable a member?</summary>
    public bool Contains(int variable) => (Word(variable >> 6) & (1UL << variable)) != 0;

    /// <summary>Are all members of this in the other?</summary>
    public bool IsSubsetOf(VariableSet other) => (this - other).IsEmpty;

    /// <summary>The first member at or after a position, or -1.</summary>
    public int Next(int from)
    {
        for (var word = from >> 6; word < 4; word++)
        {
            var bits = word == from >> 6 ? Word(word) & (~0UL << from) : Word(word);
            if (bits != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    /// <summary>The members, ascending.</summary>
    public List<int> Members()
    {
        var members = new List<int>(Count);
        for (var member = Next(0); member >= 0; member = Next(member + 1))
        {
            members.Add(member);
        }

        return members;
    }

    /// <summary>Orders by size, then by members as ascending lists.</summary>
    public static int Compare(VariableSet a, VariableSet b)
    {
        if (a.Count != b.Count)
        {
            return a.Count - b.Count;
        }

        var (onlyA, onlyB) = ((a - b).Next(0), (b - a).Next(0));
        return onlyA - onlyB;
    }

    private ulong Word(int word) => word switch
    {
        0 => W0,
        1 => W1,
        2 => W2,
        _ => W3,
    };
}
