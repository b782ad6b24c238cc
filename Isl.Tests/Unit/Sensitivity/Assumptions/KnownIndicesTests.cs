using System.Globalization;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity.Assumptions;

/// <summary>Indices and turning points of functions whose own are known, and what may not matter to them.</summary>
public sealed class KnownIndicesTests
{
    private const string Mixed = "A ~ constant(1); B ~ constant(1); C ~ gamma(2, 1); Y = A * B + exp(B / 2) - C";
    private static readonly Assumption[] OfMixed =
        [AssumptionsAnswerTests.Number("A", 1, 0, 2), AssumptionsAnswerTests.Number("B", 1, 0, 2), AssumptionsAnswerTests.Number("C shape", 2, 1, 4)];

    [Fact]
    public void Compute_SobolsGFunction_HasTheKnownIndicesWithinTheirErrors()
    {
        double[] a = [0, 1, 4.5, 9, 99, 99];
        var factors = a.Select((weight, i) => string.Create(CultureInfo.InvariantCulture, $"(abs(4 * X{i} - 2) + {weight}) / (1 + {weight})"));
        var model = string.Concat(a.Select((_, i) => $"X{i} ~ constant(0.5); ")) + $"Y = {string.Join(" * ", factors)}";

        var result = AssumptionsAnswerTests.Ask(model, [.. a.Select((_, i) => AssumptionsAnswerTests.Number($"X{i}", 0.5, 0, 1))]);

        // Sobol (1993): of a product of factors of mean 1 and variance 1 / 3(1 + a)².
        double[] parts = [.. a.Select(weight => 1 / (3 * (1 + weight) * (1 + weight)))];
        var variance = parts.Aggregate(1.0, (product, part) => product * (1 + part)) - 1;
        for (var i = 0; i < a.Length; i++)
        {
            var index = result.Sobol!.Value[i];
            Assert.InRange(index.StandardError, 0, 0.02);
            Assert.Equal(parts[i] / variance, index.First, (4 * index.StandardError) + 1e-9);
            Assert.Equal(parts[i] * (variance + 1) / (1 + parts[i]) / variance, index.Total, (4 * index.StandardError) + 1e-9);
        }
    }

    [Fact]
    public void Compute_AShapeBesideAnotherFactor_HasTheIndicesOfTheProduct()
    {
        var result = AssumptionsAnswerTests.Ask(
            "X ~ gamma(2, 3); Z ~ constant(1.5); Y = X * Z",
            [AssumptionsAnswerTests.Number("X shape", 2, 1, 3), AssumptionsAnswerTests.Number("Z", 1.5, 1, 2)]);

        // 3kz with k of mean 2 and variance 1/3, z of mean 1.5 and variance 1/12.
        var (shape, other, both) = (1.5 * 1.5 / 3, 4 / 12.0, 1 / 36.0);
        var all = shape + other + both;
        var (first, second) = (result.Sobol!.Value[0], result.Sobol.Value[1]);
        Assert.Equal(shape / all, first.First, (4 * first.StandardError) + 0.005);
        Assert.Equal((shape + both) / all, first.Total, (4 * first.StandardError) + 0.005);
        Assert.Equal(other / all, second.First, (4 * second.StandardError) + 0.005);
        Assert.Equal((other + both) / all, second.Total, (4 * second.StandardError) + 0.005);
    }

    [Fact]
    public void Compute_RandomAdditiveModels_HaveFirstEqualTotalAndSumToOne()
    {
        var random = new Random(41);
        for (var round = 0; round < 20; round++)
        {
            var (a, b, c) = (random.Next(-9, 10) + 0.5, random.Next(-9, 10) + 0.5, random.Next(1, 5));
            var result = AssumptionsAnswerTests.Ask(
                string.Create(CultureInfo.InvariantCulture, $"A ~ constant(1); B ~ constant(2); N ~ normal(0, {c}); Y = {a} * A + {b} * exp(B) + N"),
                [AssumptionsAnswerTests.Number("A", 1, 0, 1 + c), AssumptionsAnswerTests.Number("B", 2, 1, 2.5)]);

            // Of e^B over [l, h]: mean (e^h − e^l) / (h − l), mean square (e^2h − e^2l) / 2(h − l).
            var mean = (Math.Exp(2.5) - Math.E) / 1.5;
            double[] parts = [a * a * (1 + c) * (1 + c) / 12, b * b * (((Math.Exp(5) - Math.Exp(2)) / 3) - (mean * mean))];
            Assert.All(result.Sobol!.Value.Zip(parts), pair => Assert.Equal(pair.Second / parts.Sum(), pair.First.First, 1e-9));
            Assert.All(result.Sobol!.Value, index => Assert.Equal(index.First, index.Total));
            Assert.Equal(1, result.Sobol!.Value.Sum(index => index.First), 1e-9);
        }
    }

    [Fact]
    public void Compute_ThreeTurns_AreFoundNearestFirst()
    {
        var result = AssumptionsAnswerTests.Ask(
            "A ~ constant(0.4); Y = (A + 2) * (A - 1) * (A - 3)", [AssumptionsAnswerTests.Number("A", 0.4, -3, 4)]);

        Assert.Equal([1, -2, 3], result.Robustness!.Breakpoints.Select(point => Math.Round(point.Value!.Value, 9)));
        Assert.All(result.Robustness.Breakpoints, point => Assert.Equal(0, point.Outcome, 1e-9));
    }

    [Fact]
    public void Compute_RandomLinearModels_TurnWhereTheEquationSays()
    {
        var random = new Random(42);
        for (var round = 0; round < 100; round++)
        {
            var (slope, base_, threshold) = (random.Next(1, 9) - 4.5, random.Next(1, 9), random.Next(-20, 20) + 0.25);
            var result = AssumptionsAnswerTests.Ask(
                string.Create(CultureInfo.InvariantCulture, $"A ~ normal({base_}, 2); B ~ normal(0, 1); Y = {slope} * A + B"),
                [AssumptionsAnswerTests.Number("A", base_, -10, 10)],
                threshold: threshold);

            var turn = threshold / slope;
            if (turn is > -10 and < 10)
            {
                Assert.Equal(turn, Assert.Single(result.Robustness!.Breakpoints).Value!.Value, 1e-8);
                Assert.Equal(RobustnessLevel.Fragile, result.Robustness.Overall);
            }
            else
            {
                Assert.Empty(result.Robustness!.Breakpoints);
                Assert.Equal(RobustnessLevel.Robust, result.Robustness.Overall);
            }
        }
    }

    [Fact]
    public void Compute_AssumptionsInAnotherOrder_AreWorthTheSame()
    {
        var (here, there) = (AssumptionsAnswerTests.Ask(Mixed, [.. OfMixed]), AssumptionsAnswerTests.Ask(Mixed, [.. OfMixed.Reverse()]));

        Assert.Equal(here.Conclusion, there.Conclusion);
        Assert.Equal(here.Tornado!.Value, there.Tornado!.Value);
        Assert.Equal(here.Assumptions!.Value.Reverse(), there.Assumptions!.Value);
        foreach (var (index, same) in here.Sobol!.Value.Reverse().Zip(there.Sobol!.Value))
        {
            Assert.Equal(index.Name, same.Name);
            Assert.Equal((index.First, index.Total), (same.First, same.Total), new Near(1e-9));
        }
    }

    [Fact]
    public void Compute_TheOutcomeTurnedOver_TurnsTheBarsAndKeepsTheShares()
    {
        var (here, there) = (AssumptionsAnswerTests.Ask(Mixed, [.. OfMixed]), AssumptionsAnswerTests.Ask(
            Mixed.Replace("Y = A * B + exp(B / 2) - C", "Y = 0 - (A * B + exp(B / 2) - C)", StringComparison.Ordinal), [.. OfMixed]));

        foreach (var (bar, other) in here.Tornado!.Value.Zip(there.Tornado!.Value))
        {
            Assert.Equal((bar.Name, bar.Swing, bar.Low.Value, bar.High.Value), (other.Name, other.Swing, other.High.Value, other.Low.Value));
            Assert.Equal((bar.Low.Outcome, bar.High.Outcome), (-other.High.Outcome, -other.Low.Outcome), new Near(1e-9));
        }

        Assert.All(here.Sobol!.Value.Zip(there.Sobol!.Value), pair =>
            Assert.Equal((pair.First.First, pair.First.Total), (pair.Second.First, pair.Second.Total), new Near(1e-9)));
    }

    [Fact]
    public void Compute_TheSignOfAChange_TurnsWithTheIntervention()
    {
        SensitivityResult To(double value) => AssumptionsAnswerTests.Ask(
            "X ~ normal(10, 2); Y = 3 * X + noise : normal(0, 1)",
            [AssumptionsAnswerTests.Number("X -> Y", 3, -1, 4)],
            intervention: Intervention.Of([new VariableIntervention("X", InterventionKind.Set, value)]));

        Assert.Equal(6, To(12).Conclusion!.Change!.Value, 1e-6);
        Assert.Equal(-6, To(8).Conclusion!.Change!.Value, 1e-6);
        Assert.Equal(0, Assert.Single(To(12).Robustness!.Breakpoints).Value!.Value, 1e-9);
        Assert.Equal(0, Assert.Single(To(8).Robustness!.Breakpoints).Value!.Value, 1e-9);
    }

    private sealed class Near(double tolerance) : IEqualityComparer<(double A, double B)>
    {
        public bool Equals((double A, double B) x, (double A, double B) y) =>
            Math.Abs(x.A - y.A) <= tolerance && Math.Abs(x.B - y.B) <= tolerance;

        public int GetHashCode((double A, double B) obj) => 0;
    }
}
