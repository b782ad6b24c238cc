using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Isl.Grains.Numerics;

/// <summary>Sets of small numbers as words of 64 bits: bit j of word w stands for 64·w + j.</summary>
/// <remarks>What every set, matrix and search over bits is made of.</remarks>
internal static class Bits
{
    /// <summary>Bits in a word.</summary>
    public const int PerWord = 64;

    private static readonly Vector128<byte> HalfByteCounts = Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

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

    /// <summary>How many numbers two sets of as many words have in common.</summary>
    public static int CountShared(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        b = b[..a.Length];
        var count = 0;
        var word = 0;
        if (Avx512BW.IsSupported && a.Length >= Vector512<ulong>.Count)
        {
            // Counts of bits by the halves of a byte, looked up in a register (Muła, Kurz & Lemire 2018).
            ref var first = ref MemoryMarshal.GetReference(a);
            ref var second = ref MemoryMarshal.GetReference(b);
            var table = Vector512.Create(Vector256.Create(HalfByteCounts, HalfByteCounts), Vector256.Create(HalfByteCounts, HalfByteCounts));
            var low = Vector512.Create((byte)0x0F);
            var sum = Vector512<ulong>.Zero;
            for (; word + Vector512<ulong>.Count <= a.Length; word += Vector512<ulong>.Count)
            {
                var shared = Vector512.LoadUnsafe(ref first, (nuint)word) & Vector512.LoadUnsafe(ref second, (nuint)word);
                var counts = Avx512BW.Shuffle(table, shared.AsByte() & low) + Avx512BW.Shuffle(table, (shared >>> 4).AsByte() & low);
                sum += Avx512BW.SumAbsoluteDifferences(counts, Vector512<byte>.Zero).AsUInt64();
            }

            count = (int)Vector512.Sum(sum);
        }

        for (; word < a.Length; word++)
        {
            count += BitOperations.PopCount(a[word] & b[word]);
        }

        return count;
    }

    /// <summary>What two sets of as many words have in common.</summary>
    public static void Intersect(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> destination) =>
        TensorPrimitives.BitwiseAnd(a, b, destination);

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
