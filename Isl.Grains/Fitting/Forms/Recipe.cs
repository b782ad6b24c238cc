using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Regression;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A term of a formula: what it is called, how it is written, and its number as a combination of the design's coefficients.</summary>
/// <param name="Name">As it is named to readers: <c>X</c>, <c>G: level</c>, <c>X:Z</c>.</param>
/// <param name="Formula">As the formula language reads it.</param>
/// <param name="Gradient">Its number is this times the coefficients.</param>
internal sealed record RecipeTerm(string Name, string Formula, double[] Gradient);

/// <summary>How the parents of an equation become a design, and the design's coefficients a formula.</summary>
internal sealed class Recipe
{
    private readonly EquationFamily _family;
    private readonly NaturalSpline?[] _splines;

    private Recipe(EquationFamily family, NaturalSpline?[] splines, IReadOnlyList<RecipeTerm> terms)
    {
        (_family, _splines, Terms) = (family, splines, terms);
    }

    /// <summary>The terms beside the constant.</summary>
    public IReadOnlyList<RecipeTerm> Terms { get; }

    /// <summary>The recipe of a family for the rows of an equation, which decide where curves bend.</summary>
    public static Recipe Of(EquationFamily family, IReadOnlyList<DesignColumn> columns, int rows)
    {
        var plain = DesignMatrix.Of(rows, columns);
        var splines = family == EquationFamily.Spline ? NaturalSpline.ForColumns(plain) : [];
        return new Recipe(family, splines, family switch
        {
            EquationFamily.Spline => Curves(plain, splines),
            EquationFamily.Interactions => Products(columns, plain),
            _ => [.. plain.Terms.Skip(1).Select((term, at) => new RecipeTerm(term.Text, Written(term, columns), Unit(at + 1, plain.Columns)))],
        });
    }

    /// <summary>Does any parent get a curve?</summary>
    public bool HasCurves => Array.Exists(_splines, spline => spline is not null);

    /// <summary>The design of rows.</summary>
    public DesignMatrix Design(IReadOnlyList<DesignColumn> columns, int rows)
    {
        var plain = DesignMatrix.Of(rows, columns);
        return _family switch
        {
            EquationFamily.Spline => NaturalSpline.Expand(plain, _splines),
            EquationFamily.Interactions => Multiplied(plain),
            _ => plain,
        };
    }

    /// <summary>The number of a term.</summary>
    public static double Value(RecipeTerm term, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var j = 0; j < coefficients.Length; j++)
        {
            sum += term.Gradient[j] == 0 ? 0 : term.Gradient[j] * coefficients[j];
        }

        return sum;
    }

    private static double[] Unit(int at, int width)
    {
        var unit = new double[width];
        unit[at] = 1;
        return unit;
    }

    private static string Written(DesignTerm term, IReadOnlyList<DesignColumn> columns)
    {
        var name = FormulaText.Name(term.Variable);
        if (term.Level is null)
        {
            return name;
        }

        // Of two texts the code is the dummy itself.
        var levels = columns.First(column => column.Name == term.Variable).Levels;
        return levels.Length == 2 ? name : $"({name} == {levels.IndexOf(term.Level)})";
    }

    private static List<(int A, int B)> Pairs(DesignMatrix plain)
    {
        var pairs = new List<(int A, int B)>();
        for (var a = 1; a < plain.Columns; a++)
        {
            for (var b = a + 1; b < plain.Columns; b++)
            {
                if (plain.Terms[a].Variable != plain.Terms[b].Variable)
                {
                    pairs.Add((a, b));
                }
            }
        }

        return pairs;
    }

    private static List<RecipeTerm> Products(IReadOnlyList<DesignColumn> columns, DesignMatrix plain)
    {
        var pairs = Pairs(plain);
        var width = plain.Columns + pairs.Count;
        var terms = plain.Terms.Skip(1).Select((term, at) => new RecipeTerm(term.Text, Written(term, columns), Unit(at + 1, width))).ToList();
        foreach (var (a, b) in pairs)
        {
            var (one, other) = (plain.Terms[a], plain.Terms[b]);
            terms.Add(new RecipeTerm(
                $"{one.Text}:{other.Text}", $"{Written(one, columns)} * {Written(other, columns)}", Unit(terms.Count + 1, width)));
        }

        return terms;
    }

    private static DesignMatrix Multiplied(DesignMatrix plain)
    {
        var pairs = Pairs(plain);
        var wide = plain;
        foreach (var (a, b) in pairs)
        {
            var product = new double[plain.Rows];
            System.Numerics.Tensors.TensorPrimitives.Multiply(plain.Column(a), plain.Column(b), product);
            wide = wide.With(new DesignTerm($"{plain.Terms[a].Text}:{plain.Terms[b].Text}"), product);
        }

        return wide;
    }

    /// <summary>
    /// Terms of curves. The pieces of a natural spline are combinations of cubes that begin at the knots; the formula has one number for each cube.
    /// </summary>
    private static List<RecipeTerm> Curves(DesignMatrix plain, NaturalSpline?[] splines)
    {
        var width = splines.Sum(spline => spline?.Columns ?? 1);
        var (terms, at) = (new List<RecipeTerm>(), 0);
        for (var j = 0; j < plain.Columns; j++)
        {
            if (j > 0)
            {
                var levels = plain.Terms.Count(term => term.Variable == plain.Terms[j].Variable);
                var place = plain.Terms.Take(j).Count(term => term.Variable == plain.Terms[j].Variable) + 1;
                var name = FormulaText.Name(plain.Terms[j].Variable);
                var isDummy = plain.Terms[j].Level is not null && levels > 1;
                terms.Add(new RecipeTerm(plain.Terms[j].Text, isDummy ? $"({name} == {place})" : name, Unit(at, width)));
            }

            if (splines[j] is { } spline)
            {
                terms.AddRange(Cubes(plain.Terms[j].Variable, spline, at, width));
            }

            at += splines[j]?.Columns ?? 1;
        }

        return terms;
    }

    private static IEnumerable<RecipeTerm> Cubes(string variable, NaturalSpline spline, int at, int width)
    {
        var knots = spline.Places;
        var last = knots.Count - 1;
        var (span, name) = (knots[last] - knots[0], FormulaText.Name(variable));
        var scaled = knots.Select(knot => (knot - knots[0]) / span).ToArray();
        for (var knot = 0; knot <= last; knot++)
        {
            var gradient = new double[width];
            for (var piece = 0; piece < last - 1; piece++)
            {
                gradient[at + piece + 1] = (Part(knot, piece) - Part(knot, last - 1)) / (span * span * span);
            }

            yield return new RecipeTerm(
                $"max(0, {variable} - {FormulaText.Number(knots[knot])})^3",
                $"max(0, {name} - {FormulaText.Operand(knots[knot])})^3",
                gradient);
        }

        // d(x) = (cube(x − k) − cube(x − 1)) / (1 − k), in scaled x.
        double Part(int knot, int of) => ((knot == of ? 1 : 0) - (knot == last ? 1 : 0)) / (1 - scaled[of]);
    }
}
