using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Isl.Grains.Numerics;

namespace Isl.Grains.Models.Formulas;

/// <summary>Operations on blocks: the same numbers as <see cref="FormulaMath"/>, many at a time.</summary>
/// <remarks>
/// Bit for bit the same except <c>exp log sigmoid</c>, where the vector functions differ from the scalar ones by
/// a few units in the last place, and powers 2 and 3, which are products. A destination may be an operand.
/// Blocks are a multiple of sixteen long, so that every element takes the vector path wherever it stands.
/// </remarks>
internal static class BlockKernels
{
    private const int FoldLength = 16;

    /// <summary>One value by the kernels of blocks.</summary>
    public static double Fold(FormulaOp op, double a, double b, double c)
    {
        Span<double> x = stackalloc double[FoldLength];
        Span<double> y = stackalloc double[FoldLength];
        Span<double> z = stackalloc double[FoldLength];
        x.Fill(a);
        y.Fill(b);
        z.Fill(c);
        if (op == FormulaOp.Power && SmallPower(b))
        {
            Power(x, b, x);
        }
        else
        {
            Apply(op, x, y, z, x);
        }

        return x[0];
    }

    /// <summary>Whether a constant exponent is computed by products, a root or a quotient.</summary>
    public static bool SmallPower(double exponent) => exponent is 1 or 2 or 3 or -1;

    /// <summary>x to a constant power for which <see cref="SmallPower"/> holds.</summary>
    public static void Power(ReadOnlySpan<double> x, double exponent, Span<double> destination)
    {
        switch (exponent)
        {
            case 1:
                x.CopyTo(destination);
                break;
            case 2:
                TensorPrimitives.Multiply(x, x, destination);
                break;
            case 3:
                for (var i = 0; i < x.Length; i++)
                {
                    destination[i] = x[i] * x[i] * x[i];
                }

                break;
            default:
                TensorPrimitives.Divide(1.0, x, destination);
                break;
        }
    }

    /// <summary>Applies an operation elementwise.</summary>
    public static void Apply(FormulaOp op, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> destination)
    {
        if (!Arithmetic(op, a, b, destination) && !Function(op, a, destination))
        {
            Other(op, a, b, c, destination);
        }
    }

    private static bool Arithmetic(FormulaOp op, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> destination)
    {
        switch (op)
        {
            case FormulaOp.Add:
                TensorPrimitives.Add(a, b, destination);
                return true;
            case FormulaOp.Subtract:
                TensorPrimitives.Subtract(a, b, destination);
                return true;
            case FormulaOp.Multiply:
                TensorPrimitives.Multiply(a, b, destination);
                return true;
            case FormulaOp.Divide:
                TensorPrimitives.Divide(a, b, destination);
                return true;
            case FormulaOp.Negate:
                TensorPrimitives.Negate(a, destination);
                return true;
            case FormulaOp.Min:
                TensorPrimitives.Min(a, b, destination);
                return true;
            case FormulaOp.Max:
                TensorPrimitives.Max(a, b, destination);
                return true;
            default:
                return false;
        }
    }

    private static bool Function(FormulaOp op, ReadOnlySpan<double> a, Span<double> destination)
    {
        switch (op)
        {
            case FormulaOp.Exp:
                VectorFunctions.Exp(a, destination);
                return true;
            case FormulaOp.Log:
                TensorPrimitives.Log(a, destination);
                return true;
            case FormulaOp.Sqrt:
                TensorPrimitives.Sqrt(a, destination);
                return true;
            case FormulaOp.Abs:
                TensorPrimitives.Abs(a, destination);
                return true;
            case FormulaOp.Sigmoid:
                TensorPrimitives.Negate(a, destination);
                VectorFunctions.Exp(destination, destination);
                TensorPrimitives.Add(destination, 1.0, destination);
                TensorPrimitives.Divide(1.0, destination, destination);
                return true;
            case FormulaOp.Floor:
                TensorPrimitives.Floor(a, destination);
                return true;
            case FormulaOp.Ceil:
                TensorPrimitives.Ceiling(a, destination);
                return true;
            case FormulaOp.Round:
                TensorPrimitives.Round(a, destination);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Comparisons and choices in vectors; what is left one number at a time.</summary>
    private static void Other(FormulaOp op, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> destination)
    {
        switch (op)
        {
            case FormulaOp.If:
                Select(a, b, c, destination);
                break;
            case >= FormulaOp.Less and <= FormulaOp.NotEqual:
                Compare(op, a, b, destination);
                break;
            default:
                for (var i = 0; i < a.Length; i++)
                {
                    destination[i] = FormulaMath.Apply(op, a[i], b.IsEmpty ? 0 : b[i], 0);
                }

                break;
        }
    }

    private static void Select(ReadOnlySpan<double> condition, ReadOnlySpan<double> yes, ReadOnlySpan<double> no, Span<double> destination)
    {
        for (var i = 0; i + 4 <= condition.Length; i += 4)
        {
            var test = Vector256.Create(condition[i..]);
            var picked = Vector256.ConditionalSelect(
                Vector256.Equals(test, Vector256<double>.Zero),
                Vector256.Create(no[i..]),
                Vector256.Create(yes[i..]));
            Vector256.ConditionalSelect(Vector256.Equals(test, test), picked, Vector256.Create(double.NaN)).CopyTo(destination[i..]);
        }
    }

    private static void Compare(FormulaOp op, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> destination)
    {
        for (var i = 0; i + 4 <= a.Length; i += 4)
        {
            var (x, y) = (Vector256.Create(a[i..]), Vector256.Create(b[i..]));
            var holds = op switch
            {
                FormulaOp.Less => Vector256.LessThan(x, y),
                FormulaOp.LessOrEqual => Vector256.LessThanOrEqual(x, y),
                FormulaOp.Greater => Vector256.GreaterThan(x, y),
                FormulaOp.GreaterOrEqual => Vector256.GreaterThanOrEqual(x, y),
                FormulaOp.Equal => Vector256.Equals(x, y),
                _ => ~Vector256.Equals(x, y),
            };
            var known = Vector256.Equals(x, x) & Vector256.Equals(y, y);
            Vector256
                .ConditionalSelect(
                    known,
                    Vector256.ConditionalSelect(holds, Vector256.Create(1.0), Vector256<double>.Zero),
                    Vector256.Create(double.NaN))
                .CopyTo(destination[i..]);
        }
    }
}
