using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class VectorFunctionsTests
{
    private const int Length = 1024;

    /// <summary>Of every size, with all that takes a path of its own: zeros, the least numbers, infinities, NaN.</summary>
    private static readonly double[] Numbers = Mixed();

    /// <summary>Operations of blocks, all of which are elementwise.</summary>
    public static TheoryData<string> Operations => [.. Enum.GetNames<FormulaOp>().Where(name => IsOfBlocks(Enum.Parse<FormulaOp>(name)))];

    /// <summary>Where a block lies decides which of its numbers share a vector.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Apply_WhereverTheBlockLies_GivesTheSameBits(string operation)
    {
        var op = Enum.Parse<FormulaOp>(operation);
        var (source, target) = (new double[Length + 16], new double[Length + 16]);
        double[]? first = null;
        for (var place = 0; place < 64; place++)
        {
            var from = source.AsSpan(place % 8, Length);
            var to = target.AsSpan(place / 8, Length);
            Numbers.CopyTo(from);

            BlockKernels.Apply(op, from, from, from, to);
            first ??= to.ToArray();

            Assert.Equal(Bits(first), Bits(to));
        }
    }

    /// <summary>What stands beside a number has no part in its result.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Apply_NumbersSideBySide_AreThoseOfBlocksOfEach(string operation)
    {
        var op = Enum.Parse<FormulaOp>(operation);
        var together = new double[Length];

        BlockKernels.Apply(op, Numbers, Numbers, Numbers, together);

        Assert.Equal(Bits([.. Numbers.Select(number => BlockKernels.Fold(op, number, number, number))]), Bits(together));
    }

    [Fact]
    public void Exp_AnyNumber_IsNearlyThatOfOneNumber()
    {
        var exp = new double[Length];

        VectorFunctions.Exp(Numbers, exp);

        for (var i = 0; i < Length; i++)
        {
            var expected = Math.Exp(Numbers[i]);
            Assert.Equal(expected, exp[i], double.IsFinite(expected) ? 4e-16 * expected : 0);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(513)]
    public void Exp_AnyLengthInPlace_IsThatOfEachNumber(int length)
    {
        var block = Numbers[..length];

        VectorFunctions.Exp(block, block);

        Assert.Equal(Bits([.. Numbers.Take(length).Select(number => BlockKernels.Fold(FormulaOp.Exp, number, 0, 0))]), Bits(block));
    }

    /// <summary>Not powers: of a block they are taken as powers, of one number with a small whole exponent as products.</summary>
    private static bool IsOfBlocks(FormulaOp op) => op is >= FormulaOp.Add and <= FormulaOp.Atanh and not FormulaOp.Power;

    private static long[] Bits(ReadOnlySpan<double> block)
    {
        var bits = new long[block.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = double.IsNaN(block[i]) ? -1 : BitConverter.DoubleToInt64Bits(block[i]);
        }

        return bits;
    }

    private static double[] Mixed()
    {
        var random = new Random(3);
        double[] special = [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 710, -710, -745.2, 1e300];
        return
        [
            .. Enumerable.Range(0, Length).Select(i => i % 19 == 0
                ? special[i / 19 % special.Length]
                : (random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-6, 4))),
        ];
    }
}
