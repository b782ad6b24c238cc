using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;

namespace Isl.Grains.Numerics;

/// <summary>
/// A counter-based random stream: draw number i of chunk c depends on (seed, stream, c, i) alone, so that chunks can be made
/// anywhere in any order, and one more stream never changes another.
/// </summary>
/// <param name="seed">Seed of the whole question: the key of the generator.</param>
/// <param name="stream">Which stream; see <see cref="StreamOf"/>.</param>
/// <remarks>
/// Philox4x32-10; counter words: block, chunk, and the stream's two halves. A block of four words is two draws: draws 16g + l
/// and 16g + 8 + l (l &lt; 8) come from block 8g + l, so that any vector of up to eight lanes writes contiguous draws and the
/// numbers do not depend on the hardware. Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
/// </remarks>
public readonly struct CounterRandom(ulong seed, ulong stream)
{
    /// <summary>Draws come in groups of this many; offsets into a chunk are multiples of it.</summary>
    public const int GroupSize = 16;

    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>2⁻⁵³, half the distance of neighbouring draws.</summary>
    private const double HalfStep = 1.0 / (1L << 53);

    private readonly ulong _seed = seed;
    private readonly ulong _stream = stream;

    /// <summary>
    /// The stream of a name: the first eight bytes of SHA-256 over purpose and name, so that streams of different names are unrelated.
    /// </summary>
    /// <param name="name">A variable's name, or any other.</param>
    /// <param name="purpose">Keeps apart streams of one name.</param>
    public static ulong StreamOf(string name, string purpose = "")
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose.Length}:{purpose}{name}"), digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>Philox4x32-10: the block of four words for a counter and a key.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)Multiplier0 * c0;
            var p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The 64 random bits of one draw.</summary>
    public ulong Bits(uint chunk, uint index)
    {
        var (w0, w1, w2, w3) = Philox(
            (index / GroupSize * 8) + (index % 8),
            chunk,
            (uint)_stream,
            (uint)(_stream >> 32),
            (uint)_seed,
            (uint)(_seed >> 32));
        return index % GroupSize < 8 ? ((ulong)w1 << 32) | w0 : ((ulong)w3 << 32) | w2;
    }

    /// <summary>One draw, uniform on (0, 1).</summary>
    public double Uniform(uint chunk, uint index) => ToUniform(Bits(chunk, index));

    /// <summary>One draw, uniform on 0 … bound − 1 (bias under bound / 2⁶⁴).</summary>
    /// <param name="chunk">Chunk.</param>
    /// <param name="index">Draw of the chunk.</param>
    /// <param name="bound">Above 0.</param>
    public int Below(uint chunk, uint index, int bound) => (int)Math.BigMul(Bits(chunk, index), (ulong)bound, out _);

    /// <summary>Draws offset, offset + 1, … of a chunk, uniform on (0, 1).</summary>
    /// <param name="chunk">Chunk.</param>
    /// <param name="offset">First draw, a multiple of <see cref="GroupSize"/>.</param>
    /// <param name="destination">Overwritten, any length.</param>
    public void Uniforms(uint chunk, uint offset, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % GroupSize, 0u);
        var group = offset / GroupSize;
        while (destination.Length >= GroupSize && Avx2.IsSupported)
        {
            var whole = destination[..(destination.Length / GroupSize * GroupSize)];
            if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated)
            {
                Fill512(group, chunk, whole);
            }
            else
            {
                Fill256(group, chunk, whole);
            }

            group += (uint)(whole.Length / GroupSize);
            destination = destination[whole.Length..];
        }

        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = Uniform(chunk, (group * GroupSize) + (uint)i);
        }
    }

    /// <summary>The middle of one of 2⁵² equal parts of (0, 1): never 0 or 1, symmetric about ½, exact in a double.</summary>
    private static double ToUniform(ulong bits) => BitConverter.UInt64BitsToDouble((bits >> 12) | 0x3FF0000000000000) - (1 - HalfStep);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill512(uint group, uint chunk, Span<double> destination)
    {
        ref var target = ref MemoryMarshal.GetReference(destination);
        var lanes = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var (m0, m1) = (Vector512.Create((ulong)Multiplier0).AsUInt32(), Vector512.Create((ulong)Multiplier1).AsUInt32());
        var (one, shift) = (Vector512.Create(0x3FF0000000000000UL), Vector512.Create(1 - HalfStep));
        var low = Vector512.Create(0xFFFFFFFFUL);
        for (var i = 0; i < destination.Length; i += GroupSize, group++)
        {
            // The upper half of a lane is never looked at: the product of two lanes is that of their lower halves.
            var c0 = lanes + Vector512.Create((ulong)group * 8);
            var c1 = Vector512.Create((ulong)chunk);
            var c2 = Vector512.Create(_stream);
            var c3 = Vector512.Create(_stream >> 32);
            var (k0, k1) = ((uint)_seed, (uint)(_seed >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                var p0 = Avx512F.Multiply(m0, c0.AsUInt32());
                var p1 = Avx512F.Multiply(m1, c2.AsUInt32());
                c0 = (p1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
                c1 = p1;
                c2 = (p0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
                c3 = p0;
                k0 += Weyl0;
                k1 += Weyl1;
            }

            var first = ((c1 << 32) | (c0 & low)) >>> 12;
            var second = ((c3 << 32) | (c2 & low)) >>> 12;
            ((first | one).AsDouble() - shift).StoreUnsafe(ref target, (nuint)i);
            ((second | one).AsDouble() - shift).StoreUnsafe(ref target, (nuint)(i + 8));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill256(uint group, uint chunk, Span<double> destination)
    {
        ref var target = ref MemoryMarshal.GetReference(destination);
        var lanes = Vector256.Create(0UL, 1, 2, 3);
        var (m0, m1) = (Vector256.Create((ulong)Multiplier0).AsUInt32(), Vector256.Create((ulong)Multiplier1).AsUInt32());
        var (one, shift) = (Vector256.Create(0x3FF0000000000000UL), Vector256.Create(1 - HalfStep));
        var low = Vector256.Create(0xFFFFFFFFUL);
        for (var i = 0; i < destination.Length; i += GroupSize, group++)
        {
            for (var half = 0; half < 8; half += 4)
            {
                var c0 = lanes + Vector256.Create(((ulong)group * 8) + (ulong)half);
                var c1 = Vector256.Create((ulong)chunk);
                var c2 = Vector256.Create(_stream);
                var c3 = Vector256.Create(_stream >> 32);
                var (k0, k1) = ((uint)_seed, (uint)(_seed >> 32));
                for (var round = 0; round < Rounds; round++)
                {
                    var p0 = Avx2.Multiply(m0, c0.AsUInt32());
                    var p1 = Avx2.Multiply(m1, c2.AsUInt32());
                    c0 = (p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
                    c1 = p1;
                    c2 = (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
                    c3 = p0;
                    k0 += Weyl0;
                    k1 += Weyl1;
                }

                var first = ((c1 << 32) | (c0 & low)) >>> 12;
                var second = ((c3 << 32) | (c2 & low)) >>> 12;
                ((first | one).AsDouble() - shift).StoreUnsafe(ref target, (nuint)(i + half));
                ((second | one).AsDouble() - shift).StoreUnsafe(ref target, (nuint)(i + 8 + half));
            }
        }
    }
}
