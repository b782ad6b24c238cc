using Isl.Api.Answers;
using Isl.Grains.Interfaces.Errors;
using Microsoft.AspNetCore.Http;

namespace Isl.Tests.Unit.Answers;

public sealed class ExceptionProblemsTests
{
    private const string Secret = "Request [S127.0.0.1:11111:0]->[S10.0.0.7:11112:1] at /src/Isl.Grains/Answering/SubjectAnswers.cs:line 176";

    public static TheoryData<Exception, int> Foreign() =>
        new()
        {
            { new InvalidOperationException(Secret), 500 },
            { new TimeoutException(Secret), 504 },
            { new OrleansException(Secret), 503 },
            { new SiloUnavailableException(Secret), 503 },
            { new IslException(ErrorCode.SubjectNeeded, Secret), 500 },
            { new BadHttpRequestException(Secret, StatusCodes.Status408RequestTimeout), 408 },
            { new BadHttpRequestException(Secret, StatusCodes.Status413PayloadTooLarge), 413 },
        };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void MessageOf_WhatOthersSay_NeverLeavesTheService(Exception exception, int status)
    {
        var type = ExceptionProblems.TypeOf(exception);

        Assert.Equal(status, type.Status);
        Assert.Equal(type.Title + ".", ExceptionProblems.MessageOf(exception, type));
    }

    [Fact]
    public void Refusals_OfAKindThatPasses_SayWhenToAskAgain() =>
        Assert.All(
            typeof(ProblemTypes).GetFields().Select(field => (ProblemType)field.GetValue(null)!).Where(type => type.Status == 503),
            type => Assert.InRange(type.RetryAfterSeconds ?? 0, 1, 60));

    [Fact]
    public void MessageOf_OurOwnSentences_AreTold()
    {
        var late = new IslException(ErrorCode.DeadlineExceeded, "There was no answer within 30 s.");
        var input = new InputException("/x", "x is missing.");

        Assert.Equal(late.Message, ExceptionProblems.MessageOf(late, ExceptionProblems.TypeOf(late)));
        Assert.Equal(input.Message, ExceptionProblems.MessageOf(input, ExceptionProblems.TypeOf(input)));
    }
}
