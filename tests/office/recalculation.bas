REM Opens workbooks in LibreOffice, recalculates them, and tries other levels in the score sheet. What to do is read from the
REM file that the variable QS_PLAN names, a line each:
REM   open <URL>     opens a workbook; answers "formulas <cells of the score sheet> <cells of all others>", then as below
REM   levels <...>   puts these levels into the score sheet; of "-" nothing is left in its cell
REM Either is followed by "scores <total> <total as it is shown> <score of each unit ...>", if there is a score sheet; "done"
REM is the last answer, "failed <line> <why>" when something went wrong. The answers go to the file that QS_ANSWERS names. Tabs
REM separate the parts of a line, which are ASCII: Basic writes in the encoding of the machine.
Option Explicit

Const SCORES = "评分计算"
Const LEVEL = 2
Const SCORE = 4
Const FORMULA_CELLS = 16

Dim document As Object
Dim answers As Integer

Sub Main
  Dim plan As Integer
  Dim line As String
  Dim parts
  answers = FreeFile
  Open Environ("QS_ANSWERS") For Output As #answers
  On Error GoTo failed
  plan = FreeFile
  Open Environ("QS_PLAN") For Input As #plan
  Do Until Eof(plan)
    Line Input #plan, line
    parts = Split(line, Chr(9))
    If parts(0) = "open" Then
      OpenWorkbook parts(1)
    ElseIf parts(0) = "levels" Then
      SetLevels parts
    End If
  Loop
  If Not IsNull(document) Then document.close(True)
  Print #answers, "done"
  Close #answers
  StarDesktop.terminate()
  Exit Sub
failed:
  Print #answers, "failed" & Chr(9) & line & Chr(9) & Error()
  Close #answers
  StarDesktop.terminate()
End Sub

Sub OpenWorkbook(url As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim sheet As Object
  Dim ranges As Object
  Dim number As Long
  Dim scored As Long
  Dim others As Long
  Dim place As Long
  If Not IsNull(document) Then document.close(True)
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
  document.calculateAll()
  For place = 0 To document.Sheets.Count - 1
    sheet = document.Sheets.getByIndex(place)
    number = 0
    For Each ranges In sheet.queryContentCells(FORMULA_CELLS).RangeAddresses
      number = number + (ranges.EndColumn - ranges.StartColumn + 1) * (ranges.EndRow - ranges.StartRow + 1)
    Next
    If sheet.Name = SCORES Then
      scored = scored + number
    Else
      others = others + number
    End If
  Next
  Print #answers, "formulas" & Chr(9) & CStr(scored) & Chr(9) & CStr(others)
  Answer
End Sub

Sub SetLevels(levels)
  Dim sheet As Object
  Dim column() As Variant
  Dim last As Long
  Dim place As Long
  sheet = document.Sheets.getByName(SCORES)
  last = UBound(levels)
  ReDim column(last - 1)
  For place = 1 To last
    If levels(place) = "-" Then
      column(place - 1) = Array("")
    Else
      column(place - 1) = Array(Val(levels(place)))
    End If
  Next
  sheet.getCellRangeByPosition(LEVEL, 1, LEVEL, last).setDataArray(column)
  document.calculateAll()
  Answer
End Sub

Sub Answer
  Dim sheet As Object
  Dim cursor As Object
  Dim last As Long
  Dim row As Long
  Dim earned
  Dim words As String
  If Not document.Sheets.hasByName(SCORES) Then Exit Sub
  sheet = document.Sheets.getByName(SCORES)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow
  earned = sheet.getCellRangeByPosition(SCORE, 1, SCORE, last).getDataArray()
  words = Trim(Str(earned(last - 1)(0))) & Chr(9) & sheet.getCellByPosition(SCORE, last).String
  For row = 1 To last - 1
    words = words & Chr(9) & Trim(Str(earned(row - 1)(0)))
  Next
  Print #answers, "scores" & Chr(9) & words
End Sub
