using System.Numerics;

namespace Isl.Grains.Numerics;

/// <summary>Sets of small numbers as words of 64 bits: bit j of word w stands for 64·w + j.</summary>
/// <remarks>What every set, matrix and search over bits is made of.</remarks>
internal static class Bits
{
    /// <summary>Bits in a word.</summary>
    public const int PerWord = 64;

    /// <summary>Words that hold numbers below <paramref name="count"/>.</summary>
    public static int WordsFor(int count) => (count + PerWord - 1) / PerWord;

    /// <summary>Adds a number.</summary>
    public static void Add(Span<ulong> words, int number) => words[number >> 6] |= 1UL << number;

    /// <summary>Takes a number out.</summary>
    public static void Remove(Span<ulong> words, int number) => words[number >> 6] &= ~(1UL << number);

    /// <summary>Is the number in the set?</summary>
    public static bool Contains(ReadOnlySpan<ulong> words, int number) => (words[number >> 6] & (1UL << number)) != 0;

    /// <summary>How many numbers are in the set.</summary>
    public static int Count(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The first number at or after a position, or -1.</summary>
    public static int Next(ReadOnlySpan<ulong> words, int from)
    {
        for (var word = from >> 6; word < words.Length; word++)
        {
            var bits = word == from >> 6 ? words[word] & (~0UL << from) : words[word];
            if (bits != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    /// <summary>Takes the first number out; false where there is none.</summary>
    public static bool TryTakeFirst(Span<ulong> words, out int number)
    {
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] != 0)
            {
                number = (word << 6) + BitOperations.TrailingZeroCount(words[word]);
                words[word] &= words[word] - 1;
                return true;
            }
        }

        number = -1;
        return false;
    }

    /// <summary>Is the second set, of no more words, a subset of the first?</summary>
    public static bool Covers(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> subset)
    {
        for (var word = 0; word < subset.Length; word++)
        {
            if ((subset[word] & ~words[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds every number of another set, of no more words.</summary>
    public static void Include(Span<ulong> words, ReadOnlySpan<ulong> other)
    {
        for (var word = 0; word < other.Length; word++)
        {
            words[word] |= other[word];
        }
    }

    /// <summary>The numbers, ascending.</summary>
    public static int[] Members(ReadOnlySpan<ulong> words)
    {
        var members = new int[Count(words)];
        var next = 0;
        for (var word = 0; word < words.Length; word++)
        {
            for (var rest = words[word]; rest != 0; rest &= rest - 1)
            {
                members[next++] = (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return members;
    }
}
